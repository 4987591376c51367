import type { StaleFinding } from '../../shared/filing/stale.ts';
import type { StoredFiling } from '../store/index.ts';

/** What was looked at before sending, for the journal. */
export interface CheckNote {
  check: 'pccc' | 'exchange-rate' | 'deadline';
  /** `not-checked`: it could not be looked up, and the office wants it sent all the same. */
  result: 'holds' | 'not-checked' | 'accepted';
  /** Why it could not be looked up. */
  why: string | null;
}

/** Whether a filing's declaration is still true, asked when its turn has come. */
export type Ready =
  | { is: 'ready'; notes: readonly CheckNote[] }
  /** A value went stale, the declaration was recomputed, and the office wants it sent at once. */
  | {
      is: 'recomputed';
      declaration: unknown;
      findings: readonly StaleFinding[];
      notes: readonly CheckNote[];
    }
  /** Not to be sent before a person has looked. */
  | { is: 'stale'; findings: readonly StaleFinding[]; proposal: unknown };

/** Looks at a declaration that is about to be frozen. It never throws for what the network does. */
export interface Readiness {
  look(filing: StoredFiling, declaration: unknown, signal?: AbortSignal): Promise<Ready>;
  /** Begins to look up, without waiting, what those that come next will need. */
  ahead(waiting: readonly StoredFiling[]): void;
}
