export { unipassUrl } from './apis.ts';
export type { PaceMemory } from './pace.ts';
export type { AnswerCache, Asked, How } from './look-up.ts';
export { createUnipass, type Unipass } from './unipass.ts';
