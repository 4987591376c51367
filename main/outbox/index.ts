export { act, undoBatch } from './act.ts';
export { acceptStale, editFiling, type CheckedEdit } from './edit.ts';
export { fileElsewhere } from './elsewhere.ts';
export { enqueue, type CheckedFiling } from './enqueue.ts';
export type { Describe, Render } from './freeze.ts';
export { openGate, type Gate } from './gate.ts';
export type { Measured } from './measured.ts';
export { setNumbers } from './numbers.ts';
export { openOutbox, type Outbox } from './outbox.ts';
export { partToCome, putPart, type NewPart } from './parts.ts';
export type { Readiness, Ready } from './readiness.ts';
export { keepMark } from './restored-mark.ts';
export type { Following, Step } from './visits.ts';
export {
  enterDirective,
  wishDirective,
  workOnDirectives,
  type DirectiveWish,
} from './directives/work.ts';
export { askAnew } from './watchdog/ask-anew.ts';
export { countLate, lateOnes, learnUsual, type Late, type Usual } from './watchdog/late.ts';
export { beginReconciliation, isReconciliationDue } from './watchdog/reconcile.ts';
