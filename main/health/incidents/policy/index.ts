export {
  attention,
  nothingTold,
  quietMs,
  toldSchema,
  wakingHours,
  type Told,
} from './attention.ts';
export { blamedBy, type Blamed, type BlamedSpell } from './blame.ts';
export { judgeCourse, isOpen, openSpells, type Course, type Judged } from './course.ts';
export { spanInWords, type Notable, type Situation } from './matters.ts';
export { noticeKind, writeNotice, type NoticeFacts } from './own-notice.ts';
export {
  isSettled,
  noCourses,
  reduceAll,
  reduceChange,
  reduceTime,
  type Courses,
} from './reduce.ts';
export { relapseMs } from './spans.ts';
export { spellSchema, type Spell } from './spell.ts';
export { waitingOf } from './waiting.ts';
