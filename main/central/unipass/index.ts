export { unipassUrl } from './apis.ts';
export { createUnipass, type AnswerCache, type How, type Unipass } from './unipass.ts';
