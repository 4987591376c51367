export { act, undoBatch, type Acted } from './act.ts';
export { enqueue, type CheckedFiling, type Enqueued } from './enqueue.ts';
export type { Render } from './freeze.ts';
export { openOutbox, type Outbox, type OutboxOptions, type Step } from './outbox.ts';
export { openGate, type Gate } from './gate.ts';
