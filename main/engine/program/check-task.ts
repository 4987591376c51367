import type { Problem } from '../../../shared/errors.ts';

/** The database that is to be checked. */
export interface CheckTask {
  file: string;
  key: Uint8Array;
}

/** What a check found. */
export interface Checked {
  findings: number;
  filings: number;
  entries: number;
}

export type CheckAnswer =
  | { is: 'done'; checked: Checked }
  | { is: 'problem'; problem: Problem }
  | { is: 'fault'; text: string };
