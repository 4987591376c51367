export { attention, nothingTold, quietMs, toldSchema, type Told } from './attention.ts';
export { blamedBy, type Blamed } from './blame.ts';
export { judgeCourse, isOpen, type Course } from './course.ts';
export { type Notable, type Situation } from './matters.ts';
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
export { spellSchema } from './spell.ts';
export { waitingOf } from './waiting.ts';
