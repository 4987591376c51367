import { NaruError } from '../../../shared/errors.ts';
import type { Attempt } from '../../../shared/filing/attempts.ts';
import { filingDetailSchema, type FilingDetail } from '../../../shared/filing/detail.ts';
import { maskShown } from '../../../shared/privacy/mask-shown.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { readDetail } from '../../engine/filing-rows.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { maskDocument } from '../../engine/privacy/mask-document.ts';
import { noteShown } from '../../engine/privacy/note-shown.ts';
import { readingStore, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { findFiling } from '../find-filing.ts';
import { storedSending } from '../sending.ts';
import { renderTable } from '../table.ts';
import { nameOf } from './list.ts';

/** `naru show NUMBER`: everything about one filing. */
export function showVerb(face: Face, place: Place, [number = '']: string[]): Promise<Exit> {
  const open = face.masks ? readingStore : withStore;
  return open(place, (store) => {
    const filing = findFiling(store, number);
    if (filing === null) throw new NaruError('not-found', { what: number });
    const { id } = filing;
    const now = systemClock.now();
    const may = storedSending(store, place.mode, now)?.gate.mayGo('declarations', now);
    const detail = readDetail(store, id, may === undefined ? null : may.go ? now : may.at);
    function xmlOf(submissionId: number): string {
      const body = store.read(({ submissions }) => submissions.byId(submissionId))?.body;
      const xml = new TextDecoder().decode(body);
      return face.masks ? maskDocument(store, id, xml) : xml;
    }
    if (!face.masks) noteShown(store, [{ filing: id, field: 'output' }], now);
    if (face.json) {
      const documents = detail.submissions.map((submission) => ({
        ...submission,
        xml: xmlOf(submission.id),
      }));
      face.data({ ...detail, submissions: documents });
    } else face.print(inWords(face, face.masks ? maskedDetail(detail) : detail));
    return exit.done;
  });
}

const maskedDetail = (detail: FilingDetail): FilingDetail =>
  filingDetailSchema.parse(maskShown(detail));

function inWords({ t }: Face, detail: FilingDetail): string {
  const { row, attempts, timeline, errors, parts } = detail;
  function inCells(attempt: Attempt): string[] {
    return [
      `  ${attempt.n}`,
      clockTime(attempt.startedAt),
      t(`states.attempt.${attempt.kind}`),
      attempt.cause === null ? '…' : t(`states.cause.${attempt.cause}`),
      attempt.tookMs === null ? '' : `${attempt.tookMs} ms`,
    ];
  }
  const lines = [
    `${nameOf(t, row)}  ${row.summary.importer}  ${row.summary.goods}`,
    renderTable(
      [],
      [
        [t('cli.columns.reference'), row.reference],
        [t('cli.columns.transport'), t(`states.transport.${row.transport}`)],
        [t('cli.columns.customs'), t(`states.customs.${row.customs}`)],
        [t('cli.columns.receiptNo'), row.receiptNo ?? '–'],
        [t('cli.columns.deadline'), row.deadline ?? '–'],
      ],
    ),
    t(`states.meaning.${row.transport}.title`),
    ...errors.map((error) => `  ${error.code} ${error.path ?? ''} ${error.message}`),
    '',
    t('cli.attempts'),
    attempts.length === 0 ? `  ${t('cli.none')}` : renderTable([], attempts.map(inCells)),
    ...(parts.length === 0
      ? []
      : [
          '',
          t('cli.parts'),
          renderTable(
            [],
            parts.map((part) => [
              `  ${nameOf(t, part)}`,
              part.reference,
              t(`states.transport.${part.transport}`),
              t(`states.customs.${part.customs}`),
            ]),
          ),
        ]),
    '',
    t('cli.timeline'),
    renderTable(
      [],
      timeline.map((entry) => [
        `  ${entry.seq}`,
        clockTime(entry.at),
        t(`states.entry.${entry.kind}`),
        entry.transport === undefined ? '' : t(`states.transport.${entry.transport}`),
        entry.customs === undefined ? '' : t(`states.customs.${entry.customs}`),
      ]),
    ),
  ];
  return lines.join('\n');
}

const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function clockTime(at: EpochMs): string {
  return format.format(at);
}
