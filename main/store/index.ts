export { openDataFolder, openForReading, type DataFolder } from './data-folder.ts';
export { isConstraintFailure } from './failure.ts';
export type { FilingChange, StoredFiling } from './filings.ts';
export type { EntryData } from './journal.ts';
export { keyFile, type KeyProvider } from './key.ts';
export { customsAfter, moveTransport, record, type Entry, type OtherChange } from './move.ts';
export { Store, type StoreOptions, type Tables } from './store.ts';
export { describeSubmission, type StoredSubmission } from './submissions.ts';
export { verifyStore, type Verification } from './verify.ts';
