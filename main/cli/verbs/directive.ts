import { basename } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import {
  directiveOrderSchema,
  type DirectedRow,
  type Directive,
  type DirectiveOrder,
} from '../../../shared/sync/directives.ts';
import { readDirective, toDirectedRow, toDirective } from '../../engine/directive-rows.ts';
import { systemClock } from '../../engine/system-clock.ts';
import {
  enterDirective,
  wishDirective,
  workOnDirectives,
  type DirectiveWish,
} from '../../outbox/index.ts';
import type { Store } from '../../store/index.ts';
import { readingStore, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { readBytes } from '../read-bytes.ts';
import { renderTable } from '../table.ts';

const actionSchema = z.enum(['list', 'preview', 'show', 'apply', 'undo', 'discard']);

/** Most directives and filings that are listed. */
const most = 1000;

/** `naru directive`: previews, applies and undoes what the authority ordered. */
export async function directiveVerb(face: Face, place: Place, args: string[]): Promise<Exit> {
  const action = actionSchema.parse(args[0]);
  switch (action) {
    case 'list':
      return readingStore(place, (store) => list(face, store));
    case 'preview': {
      const order = readOrder(face, args[1]);
      return withStore(place, (store) => {
        const id = enterDirective(store, order, systemClock.now());
        face.say(face.t('directives.cli.entered', { no: id }));
        return workAndShow(face, store, id);
      });
    }
    case 'show': {
      const id = numberOf(face, args[1]);
      return readingStore(place, (store) => show(face, store, id));
    }
    case 'apply':
    case 'undo':
    case 'discard': {
      const id = numberOf(face, args[1]);
      return withStore(place, (store) => carryOut(face, store, id, action));
    }
  }
}

function carryOut(
  face: Face,
  store: Store,
  id: number,
  wish: Extract<DirectiveWish, 'apply' | 'undo' | 'discard'>,
): Exit {
  wishDirective(store, id, wish, systemClock.now());
  return workAndShow(face, store, id);
}

/** Works until nothing is left, or all that is left waits for an answer that only `run` can get. */
function workAndShow(face: Face, store: Store, id: number): Exit {
  for (let waits = 0; waits < 3;) {
    const worked = workOnDirectives(store, systemClock.now());
    if (worked === null) break;
    waits = worked.waits ? waits + 1 : 0;
  }
  show(face, store, id);
  const { counts, phase } = store.read((tables) => readDirective(tables, id));
  const isWhole = counts.skipped + counts.kept === 0 && !phase.endsWith('ing');
  return isWhole ? exit.done : exit.notAllDone;
}

const text = z.union([z.number(), z.iso.datetime({ offset: true })]);
/** Times stand in the file as ISO text with a zone, e.g. `2026-11-26T10:00:00+09:00`. */
const fileSchema = z.looseObject({ from: text, to: text, until: text.nullable().optional() });

/** @throws {NaruError} `wrong-input` naming the field */
function readOrder(face: Face, file: string | undefined): DirectiveOrder {
  if (file === undefined)
    throw new NaruError('wrong-input', { detail: face.t('directives.cli.fileWanted') });
  const bytes = readBytes(file, basename(file));
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new NaruError('wrong-input', { detail: face.t('directives.cli.fileWanted') });
  }
  const timed = fileSchema.safeParse(json);
  const read = timed.success
    ? directiveOrderSchema.safeParse({
        ...timed.data,
        from: instant(timed.data.from),
        to: instant(timed.data.to),
        until: timed.data.until == null ? null : instant(timed.data.until),
      })
    : timed;
  if (read.success) return directiveOrderSchema.parse(read.data);
  const [issue] = read.error.issues;
  throw new NaruError('wrong-input', { detail: `${issue?.path.join('.')}: ${issue?.message}` });
}

const instant = (at: number | string): number => (typeof at === 'number' ? at : Date.parse(at));

/** @throws {NaruError} `wrong-input` */
function numberOf(face: Face, given: string | undefined): number {
  const id = Number(given);
  if (Number.isInteger(id) && id > 0) return id;
  throw new NaruError('wrong-input', { detail: face.t('directives.cli.numberWanted') });
}

function list(face: Face, store: Store): Exit {
  const rows = store.read((tables) =>
    tables.directives.page(null, most).map((each) => toDirective(tables, each)),
  );
  const { t } = face;
  if (face.json) face.data(rows);
  else if (rows.length === 0) face.print(t('cli.none'));
  else
    face.print(
      renderTable(
        [
          t('directives.cli.columnNo'),
          t('directives.cli.columnKind'),
          t('directives.cli.columnPhase'),
          t('directives.cli.columnCounts'),
        ],
        rows.map((each) => [
          String(each.id),
          t(`directives.kind.${each.order.kind}`),
          t(`directives.phase.${each.phase}`),
          countsOf(each),
        ]),
      ),
    );
  return exit.done;
}

function countsOf({ counts }: Directive): string {
  const { planned, done, skipped, undone, untouched } = counts;
  return [planned, done, skipped, undone, untouched].join(' · ');
}

function show(face: Face, store: Store, id: number): Exit {
  const { directive, filings } = store.read((tables) => ({
    directive: readDirective(tables, id),
    filings: [true, false].flatMap((touched) =>
      tables.directives
        .filings(id, touched, 0, most)
        .flatMap((each) => toDirectedRow(tables, each) ?? []),
    ),
  }));
  const { t } = face;
  const { planned, done, untouched } = directive.counts;
  if (face.json) face.data({ ...directive, filings });
  else {
    const kind = t(`directives.kind.${directive.order.kind}`);
    const phase = t(`directives.phase.${directive.phase}`);
    face.print(t('directives.cli.line', { no: id, kind, phase, planned, done, untouched }));
    if (filings.length > 0)
      face.print(
        renderTable(
          [],
          filings.map((row) => lineOf(face, row)),
        ),
      );
  }
  return exit.done;
}

function lineOf({ t }: Face, row: DirectedRow): string[] {
  const before = t(`states.transport.${row.before}`);
  const after = row.after === null ? t('directives.stays') : t(`states.transport.${row.after}`);
  const what = row.step === null ? [] : [t(`directives.step.${row.step}`)];
  const why = row.why === null ? [] : [t(`directives.why.${row.why}`)];
  return [
    row.declarationNo,
    row.reference,
    `${before} → ${after}`,
    [...what, t(`directives.state.${row.state}`), ...why].join(' · '),
  ];
}
