import { NaruError } from '../../../shared/errors.ts';
import type { IncidentRow } from '../../../shared/contract/incidents.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { filingId } from '../../../shared/filing/numbers.ts';
import { maskText, personalValues } from '../../../shared/privacy/masking.ts';
import {
  readDeclaration,
  type AffectedPage,
  type AffectedSpan,
  type Failure,
  type StoredIncident,
  type Tables,
} from '../../store/index.ts';
import { judgeCourse, type Notable } from './policy/index.ts';
import { readRemark } from './remark.ts';
import { courseOf } from './take.ts';

/** Error texts of an incident that are shown. */
const mostErrors = 20;

/**
 * Everything about an incident.
 * @throws {NaruError} `not-found`
 */
export function readIncident(tables: Tables, id: number, now: EpochMs): Incident {
  const stored = tables.incidents.byId(id);
  if (stored === null) throw new NaruError('not-found', { what: String(id) });
  const course = courseOf(stored);
  const judged = judgeCourse(course);
  const span = spanOf(stored, now);
  const failures = tables.affected.failures(span);
  const changes = course.spells.flatMap((spell) => spell.changes);
  return {
    id,
    ...judged,
    changes: changes.toSorted((a, b) => a.at - b.at || a.knownAt - b.knownAt),
    errors: errorsOf(tables, failures),
    filings: tables.affected.filings(span, failures),
    remarks: tables.incidents.remarks(id).map((seq) => readRemark(tables, seq)),
  };
}

const spanOf = (stored: StoredIncident, now: EpochMs): AffectedSpan => {
  const { startedAt, endedAt } = judgeCourse(courseOf(stored));
  return { from: startedAt, to: endedAt ?? now, closedSeq: stored.closedSeq };
};

/**
 * The filings that an incident affected, by key: those that `readIncident` counts.
 * @throws {NaruError} `not-found`
 */
export function pageAffected(
  tables: Tables,
  id: number,
  now: EpochMs,
  { after, limit }: { after: string | null; limit: number },
): AffectedPage {
  const stored = tables.incidents.byId(id);
  if (stored === null) throw new NaruError('not-found', { what: String(id) });
  return tables.affected.page(spanOf(stored, now), after, limit);
}

interface Told {
  error: Incident['errors'][number];
  /** The first filing that was told so. */
  filing: number;
}

/** Failures by what was answered; where nothing was there is only our word for what was seen. */
function errorsOf(tables: Tables, failures: readonly Failure[]): Incident['errors'] {
  const found = new Map<string, Told>();
  for (const { filing, answer, cause, at } of failures) {
    const text = answer === null || answer.trim() === '' ? cause : answer;
    const known = found.get(text);
    if (known === undefined)
      found.set(text, { filing, error: { text, count: 1, firstAt: at, lastAt: at } });
    else known.error = { ...known.error, count: known.error.count + 1, lastAt: at };
  }
  return [...found.values()]
    .toSorted((a, b) => b.error.count - a.error.count)
    .slice(0, mostErrors)
    .map(({ error, filing }) => ({ ...error, text: withoutNames(tables, filing, error.text) }));
}

/** Whom a declaration names is its own matter: this list is of none. */
function withoutNames(tables: Tables, id: number, text: string): string {
  const filing = tables.filings.byId(filingId(id));
  return filing === null ? text : maskText(text, personalValues(readDeclaration(tables, filing)));
}

export interface IncidentPage {
  rows: IncidentRow[];
  next: string | null;
}

/** The latest first, by key. */
export function pageIncidents(
  { incidents }: Tables,
  after: string | null,
  limit: number,
): IncidentPage {
  const [startedAt = 0, id = 0] = after?.split('|').map(Number) ?? [];
  const found = incidents.page(after === null ? null : { startedAt, id }, limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((stored) => rowOf(stored, incidents.remarks(stored.id).length)),
    next: found.length > limit && last !== undefined ? `${last.startedAt}|${last.id}` : null,
  };
}

/** Incidents that last, the latest first. */
export function readOpenIncidents({ incidents }: Tables): IncidentRow[] {
  return incidents
    .lasting()
    .map((stored) => rowOf(stored, incidents.remarks(stored.id).length))
    .toReversed();
}

/** Incidents that last or ended within the last day, for those who are told of them. */
export function readLately({ incidents }: Tables, now: EpochMs): Notable[] {
  return incidents
    .since(epochMs(now - 86_400_000))
    .map((stored) => ({ id: stored.id, ...judgeCourse(courseOf(stored)) }));
}

function rowOf(stored: StoredIncident, remarks: number): IncidentRow {
  return { id: stored.id, ...judgeCourse(courseOf(stored)), remarks };
}
