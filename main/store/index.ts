export type { OpenAttempt } from './attempts.ts';
export { readDeclaration } from './declarations.ts';
export { openDataFolder, openForReading, type DataFolder } from './data-folder.ts';
export { readSummary, type StoredFiling } from './filings.ts';
export type { KeyProvider } from './key.ts';
export { customsAfter, moveTransport, record, type Entry, type OtherChange } from './move.ts';
export { Store, type Tables } from './store.ts';
export { describeSubmission, type StoredSubmission } from './submissions.ts';
export { verifyStore, type Finding } from './verify.ts';
