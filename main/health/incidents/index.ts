export { attention, nothingTold, toldSchema, writeNotice, type Situation } from './policy/index.ts';
export {
  pageAffected,
  pageIncidents,
  readIncident,
  readLately,
  readOpenIncidents,
} from './read.ts';
export { addRemark, readRemarkFile } from './remark.ts';
export { courseOf, takeGradeChange, takeTime } from './take.ts';
export { noteEveryMs, readWaiting } from './waiting.ts';
