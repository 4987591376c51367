export {
  attention,
  nothingTold,
  toldSchema,
  writeNotice,
  type Situation,
  type Told,
} from './policy/index.ts';
export { pageIncidents, readIncident, readLately, readOpenIncidents } from './read.ts';
export { addRemark, readRemarkFile, type NewRemark } from './remark.ts';
export { courseOf, takeGradeChange, takeTime, type IncidentEvent } from './take.ts';
export { noteEveryMs, readBlamed, readWaiting } from './waiting.ts';
