import type {
  CellRepair,
  IntakePreview,
  IntakeResult,
  Mapping,
} from '../../shared/contract/index.ts';
import type { DeadlineBasis } from '../../shared/deadlines/basis.ts';
import type { FilingInput, SupportedKind } from '../../shared/documents/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Summary } from '../../shared/filing/filing.ts';
import type { Language } from '../../shared/i18n/index.ts';
import type { MappingHints } from './mapping.ts';

/** A good filing with what the outbox shows of it. */
export type ReadFiling = FilingInput & {
  readonly summary: Summary;
  readonly basis: DeadlineBasis | null;
};

/** A file as it was read and checked; which filings are known already, the outbox tells. */
export type ReaderView = Pick<
  IntakePreview,
  'format' | 'encoding' | 'rows' | 'errors' | 'warnings' | 'sheet'
> &
  Pick<IntakeResult, 'broken'> & {
    /** Of all good filings, in the order of the file. */
    references: string[];
    /** Why the file cannot go in as it is, unless somebody maps its columns; `null` where it can. */
    unclear: Problem | null;
  };

/** What the thread that reads files is asked. */
export interface ReaderCalls {
  open: { input: { name: string; bytes: Uint8Array; hints: MappingHints }; output: ReaderView };
  check: { input: { mapping: Mapping }; output: ReaderView };
  repair: { input: { cells: CellRepair[] }; output: ReaderView };
  rows: { input: { from: number; limit: number }; output: IntakePreview['rows'] };
  filings: { input: { from: number; count: number }; output: ReadFiling[] };
  template: { input: { kind: SupportedKind; language: Language }; output: Uint8Array };
}

export type ReaderCall = keyof ReaderCalls;

export type ReaderRequest = {
  [Call in ReaderCall]: { id: number; call: Call; input: ReaderCalls[Call]['input'] };
}[ReaderCall];

export type ReaderAnswer =
  | { is: 'done'; id: number; value: ReaderCalls[ReaderCall]['output'] }
  | { is: 'refused'; id: number; problem: Problem }
  | { is: 'fault'; id: number; text: string }
  | { is: 'progress'; phase: 'reading' | 'checking'; done: number; total: number };
