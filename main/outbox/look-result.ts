import type { StaleFinding } from '../../shared/filing/stale.ts';
import type { EpochMs } from '../../shared/time.ts';
import {
  moveTransport,
  note,
  readDeclaration,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { deadlineAfter } from './due.ts';
import type { Deadline, Describe } from './freeze.ts';
import type { Turn } from './looks.ts';
import type { CheckNote } from './readiness.ts';
import { rewriteDeclaration } from './rewrite.ts';

/**
 * Does what a look has shown, within the transaction of the claim: notes it, recomputes the
 * declaration, or sets the filing aside. While it was looked at, a person may have held, cancelled
 * or edited it: then it is left alone.
 * @returns the filing as it may be sent; `null` where it may not
 */
export function applyLook(
  tables: Tables,
  { filing, ready }: Turn,
  describe: Describe,
  at: EpochMs,
): StoredFiling | null {
  if (ready === null) return filing;
  const now = tables.filings.byId(filing.id);
  if (now?.transport !== 'queued' || now.declarationSeq !== filing.declarationSeq) return null;
  switch (ready.is) {
    case 'ready':
      return noted(tables, now, ready.notes, at);
    case 'stale':
      setAside(tables, now, ready.findings, ready.proposal, at);
      return null;
    case 'recomputed': {
      const checked = noted(tables, now, ready.notes, at);
      const recomputed = recompute(tables, checked, ready, describe, at);
      if (recomputed !== null) return recomputed;
      const unreadable = { is: 'not-recomputable', why: 'unreadable' } as const;
      setAside(tables, checked, [...ready.findings, unreadable], null, at);
      return null;
    }
  }
}

/**
 * Puts a recomputed declaration in the place of the one that is there, within the caller's
 * transaction. A deadline that was set by hand stays.
 * @returns `null` where the recomputed declaration cannot be read
 */
export function recompute(
  tables: Tables,
  filing: StoredFiling,
  { declaration, findings }: { declaration: unknown; findings: readonly StaleFinding[] },
  describe: Describe,
  at: EpochMs,
): StoredFiling | null {
  const after = describe(filing.kind, declaration);
  if (after === null) return null;
  const before = describe(filing.kind, readDeclaration(tables, filing));
  const due = isPersons(filing, before) ? filing : deadlineAfter(tables, filing, after);
  const { deadline, basis } = due;
  const data = { findings: wordsOf(findings) };
  const rewriting = { kind: 'recomputed', declaration, ...after, deadline, basis, data } as const;
  return rewriteDeclaration(tables, filing, rewriting, at);
}

/** Whether a person set the deadline: as is kept, or else where it does not follow from the declaration. */
function isPersons(filing: StoredFiling, before: Deadline | null): boolean {
  if (filing.basis !== null) return filing.basis.by === 'person';
  return before !== null && filing.deadline !== before.deadline;
}

/** That a check holds needs no word; that it could not be made, or was waived, does. */
function noted(
  tables: Tables,
  filing: StoredFiling,
  notes: readonly CheckNote[],
  at: EpochMs,
): StoredFiling {
  let last = filing;
  for (const { check, result, why } of notes)
    if (result !== 'holds')
      last = note(tables, last, { kind: 'checked', data: { check, result, why } }, at);
  return last;
}

function setAside(
  tables: Tables,
  filing: StoredFiling,
  findings: readonly StaleFinding[],
  proposal: unknown,
  at: EpochMs,
): void {
  const data = { findings: wordsOf(findings), proposal: proposal !== null };
  moveTransport(tables, filing, 'go-stale', { kind: 'went-stale', data }, at);
  tables.stales.put(filing.id, findings, proposal, at);
}

/** Kinds of the findings, each once, e.g. `exchange-rate pccc-mismatch`. */
function wordsOf(findings: readonly StaleFinding[]): string {
  return [...new Set(findings.map(({ is }) => is))].join(' ');
}
