import { z } from 'zod';
import { causeSchema } from '../../../shared/filing/attempts.ts';
import type { Translate } from '../../../shared/i18n/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { customsStateSchema, transportStateSchema } from '../../../shared/filing/states.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { sequenceOf } from '../../../shared/filing/part.ts';
import { maskField } from '../../../shared/privacy/mask-shown.ts';
import { toRow } from '../../engine/filing-rows.ts';
import { systemClock } from '../../engine/system-clock.ts';
import type { Store, StoredFiling } from '../../store/index.ts';
import { noteShown } from '../../engine/privacy/note-shown.ts';
import { readingStore, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { storedSending } from '../sending.ts';
import { renderTable } from '../table.ts';

const optionsSchema = z.object({
  transport: transportStateSchema.optional(),
  customs: customsStateSchema.optional(),
  search: z.string().max(100).optional(),
});
type Wanted = z.output<typeof optionsSchema>;

/** Rows of one table, so that a long list is written as it is read. */
const slice = 200;

/** `naru list`: a filing a line; JSON to a machine, a table to a person. */
export function listVerb(
  face: Face,
  place: Place,
  _args: string[],
  options: unknown,
): Promise<Exit> {
  const wanted = optionsSchema.parse(options);
  const open = face.masks ? readingStore : withStore;
  return open(place, (store) => {
    const now = systemClock.now();
    if (!face.masks) noteShown(store, [{ verb: 'list', field: 'importer' }], now);
    const may = storedSending(store, place.mode, now)?.gate.mayGo('declarations', now);
    const gateAt = may === undefined ? null : may.go ? now : may.at;
    let lines: FilingRow[] = [];
    const asTable = face.isTerminal && !face.json;
    function flush(): void {
      if (lines.length > 0) face.print(tableOf(face, lines));
      lines = [];
    }
    let none = true;
    for (const filing of select(store, wanted)) {
      none = false;
      const row = toRow(filing, gateAt);
      if (!asTable) face.data(lineOf(row));
      else if (lines.push(row) === slice) flush();
    }
    flush();
    if (none) face.note(face.t('cli.nothing'));
    return exit.done;
  });
}

function* select(store: Store, { transport, customs, search }: Wanted): Generator<StoredFiling> {
  const fits = (filing: StoredFiling): boolean =>
    (transport === undefined || filing.transport === transport) &&
    (customs === undefined || filing.customs === customs);
  for (let after: string | null = null; ;) {
    const page = store.read(({ pages, search: index }) =>
      search === undefined || search.trim() === ''
        ? pages.page('all', after, slice)
        : index.find(search, fits, after, slice),
    );
    yield* page.rows.filter(fits);
    if (page.next === null) return;
    after = page.next;
  }
}

/** What a machine is told of a filing. */
export function lineOf(row: FilingRow): Record<string, unknown> {
  const { reference, declarationNo, kind, transport, customs, receiptNo, attempts } = row;
  return {
    reference,
    declarationNo,
    kind,
    part: row.part.is,
    ...(sequenceOf(row.part) === 0 ? {} : { sequence: sequenceOf(row.part) }),
    transport,
    customs,
    receiptNo,
    attempts,
    nextAttemptAt: row.nextAttemptAt === null ? null : new Date(row.nextAttemptAt).toISOString(),
    deadline: row.deadline,
    lastError: row.lastError,
    priority: row.priority,
    importer: row.summary.importer,
  };
}

/** In words where it is an outcome's cause. */
export function lastProblem(t: Translate, lastError: string | null): string {
  const cause = causeSchema.safeParse(lastError);
  return cause.success ? t(`states.cause.${cause.data}`) : (lastError ?? '');
}

/** Its number, and of a part what it is, e.g. `12345-26-000123M 정정 1`. */
export function nameOf(t: Translate, { declarationNo, part }: FilingRow): string {
  const no = formatDeclarationNo(declarationNo);
  if (part.is === 'declaration') return no;
  return `${no} ${t(`cli.part.${part.is}`, { sequence: sequenceOf(part) })}`;
}

function tableOf(face: Face, rows: readonly FilingRow[]): string {
  const { t } = face;
  const head = [
    t('cli.columns.declarationNo'),
    t('cli.columns.reference'),
    t('cli.columns.importer'),
    t('cli.columns.transport'),
    t('cli.columns.customs'),
    t('cli.columns.deadline'),
    t('cli.columns.attempts'),
    t('cli.columns.lastError'),
  ];
  return renderTable(
    head,
    rows.map((row) => [
      nameOf(t, row),
      row.reference,
      face.masks ? maskField('importer', row.summary.importer) : row.summary.importer,
      t(`states.transport.${row.transport}`),
      t(`states.customs.${row.customs}`),
      row.deadline ?? '–',
      String(row.attempts),
      lastProblem(t, row.lastError),
    ]),
  );
}
