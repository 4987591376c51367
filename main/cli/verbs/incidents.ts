import type { IncidentRow } from '../../../shared/contract/index.ts';
import type { Translate } from '../../../shared/i18n/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { pageIncidents, readIncident } from '../../health/incidents/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { readingStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { renderTable } from '../table.ts';

/** Incidents of one look, so that a long list is written as it is read. */
const slice = 100;

/** `naru incidents`: what was measured, the latest first; JSON an incident a line, with all of it. */
export function incidentsVerb(face: Face, place: Place): Promise<Exit> {
  return readingStore(place, (store) => {
    const now = systemClock.now();
    let none = true;
    for (let after: string | null = null; ;) {
      const page = store.read((tables) => pageIncidents(tables, after, slice));
      none &&= page.rows.length === 0;
      if (face.json)
        for (const { id } of page.rows)
          face.data(store.read((tables) => readIncident(tables, id, now)));
      else if (page.rows.length > 0) face.print(tableOf(face.t, page.rows));
      if (page.next === null) break;
      after = page.next;
    }
    if (none) face.note(face.t('incidents.cli.nothing'));
    return exit.done;
  });
}

/** Rows of `naru status` on incidents that last. */
export function incidentRows(t: Translate, open: readonly IncidentRow[]): string[][] {
  const [first, ...rest] = open.map(({ side, channels, grade, startedAt }) =>
    t('incidents.cli.line', {
      side: t(`incidents.side.${side}`),
      channels: channelsInWords(t, channels),
      grade: t(`incidents.grade.${grade}`),
      since: clock(startedAt),
    }),
  );
  const title = t('incidents.cli.open');
  return [[title, first ?? t('incidents.cli.none')], ...rest.map((line) => ['', line])];
}

function tableOf(t: Translate, rows: readonly IncidentRow[]): string {
  const head = (['start', 'end', 'side', 'grade', 'channels', 'remarks'] as const).map((column) =>
    t(`incidents.columns.${column}`),
  );
  return renderTable(
    ['', ...head],
    rows.map(({ id, startedAt, endedAt, side, grade, channels, remarks }) => [
      String(id),
      clock(startedAt),
      endedAt === null ? t('incidents.lasting') : clock(endedAt),
      t(`incidents.side.${side}`),
      t(`incidents.grade.${grade}`),
      channelsInWords(t, channels),
      remarks === 0 ? '' : String(remarks),
    ]),
  );
}

function channelsInWords(t: Translate, channels: IncidentRow['channels']): string {
  return channels.map((channel) => t(`incidents.channel.${channel}`)).join(', ');
}

const minuteFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-11-26 09:12`, Korea's, wherever it runs. */
function clock(at: EpochMs): string {
  return minuteFormat.format(at);
}
