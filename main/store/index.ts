export { soonestInquiry } from './asked-to-wait.ts';
export type { AffectedPage, AffectedSpan, Failure } from './affected.ts';
export type { OpenAttempt } from './attempts.ts';
export { followCustoms } from './customs-deadlines.ts';
export type { DeadlineItem } from './deadline-pages.ts';
export type { Directed, StoredDirective } from './directives.ts';
export { readAsAmended, readDeclaration } from './declarations.ts';
export type { Drain, Waiting } from './drain.ts';
export type { DraftHead, StoredDraft } from './drafts.ts';
export type { BucketMinutes, HealthBucket } from './health.ts';
export type { StoredIncident } from './incidents.ts';
export {
  ceilingFile,
  databaseFile,
  openDataFolder,
  openForReading,
  type DataFolder,
} from './data-folder.ts';
export { syncFolder } from './durable-file.ts';
export { noDeadline, readSummary, type NewFiling, type StoredFiling } from './filings.ts';
export { readHolidays, readOfficeHolidays } from './holidays.ts';
export type { JournalRow } from './journal.ts';
export {
  isKeptCopy,
  listKept,
  namesIn,
  openKeptDeclarations,
  partsUnknownTo,
  type KeptCopy,
  type KeptDeclaration,
} from './kept-copies.ts';
export { keyFile, keyFingerprint, type KeyProvider } from './key.ts';
export * from './keys/index.ts';
export {
  checkNotReplaced,
  customsAfter,
  moveTransport,
  note,
  record,
  type Entry,
  type OtherChange,
} from './move.ts';
export { checkNumbers, readNumbers } from './number-ranges.ts';
export { countOverdue, removeBodies, removeOverdue } from './removal.ts';
export {
  openNumberCeiling,
  readNumberCeiling,
  spanCeilingSchema,
  type SpanCeiling,
} from './number-ceiling.ts';
export type { StoredDouble } from './replacements.ts';
export { rekeyDatabase } from './rekey.ts';
export {
  heldBackBy,
  holdsSending,
  isUnanswered,
  listenFor,
  lostPartsOf,
  markRestored,
  passFurther,
  markToldLate,
  readListening,
  readRestored,
  type LostPart,
  type AskedSeries,
  type PassedNumbers,
  type Restored,
} from './restored.ts';
export type { Sending } from './sendings.ts';
export { Store } from './store.ts';
export type { Tables } from './tables.ts';
export { describeSubmission, type StoredSubmission } from './submissions.ts';
export { keptFolder, stagedName, swapDatabase } from './swap.ts';
export { rememberLost, verifySinceSalvage } from './lost-in-salvage.ts';
export { verifyStore, type Finding } from './verify.ts';
