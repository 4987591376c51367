export { readCheckPage } from './check-page.ts';
export { collectEvidence, type EvidenceSources } from './collect.ts';
export {
  evidenceInputSchema,
  type EvidenceDeadline,
  type EvidenceInput,
  type EvidenceSpan,
  type Measurements,
  type WaitingShares,
} from './input.ts';
export { makePackAside } from './maker.ts';
// Making itself is for the thread alone: its libraries are large.
export type { MadePack } from './pack.ts';
export { checkPackAt, isPack } from './read-pack.ts';
export { findSigningKey, signingKey } from './signing-key.ts';
export { writePack } from './write-pack.ts';
