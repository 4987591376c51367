export { act, undoBatch } from './act.ts';
export { enqueue, type CheckedFiling } from './enqueue.ts';
export type { Render } from './freeze.ts';
export { openOutbox, type Outbox, type Step } from './outbox.ts';
export { openGate, type Gate } from './gate.ts';
