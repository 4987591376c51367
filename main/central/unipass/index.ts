export { unipassUrl } from './apis.ts';
export type { PaceMemory } from './pace.ts';
export { createUnipass, type AnswerCache, type Asked, type How, type Unipass } from './unipass.ts';
