export { openAside, type Aside } from './aside.ts';
export { keptFacts, thinKept } from './kept.ts';
export { salvageInPlace, type PlaceOrder } from './in-place.ts';
export { inspectBackup } from './inspect.ts';
export { makeBackup, moveName, workFolder } from './make.ts';
export { recipientOf } from './passphrase.ts';
export {
  daysWithout,
  keepOf,
  nextDue,
  noPlan,
  noteMade,
  readLast,
  readPlan,
  type BackupPlan,
  planIn,
} from './plan.ts';
export { putInPlace } from './restore.ts';
export { listBackups } from './backup-folder.ts';
export { exportAll } from './export-all.ts';
export { markMoved, stayHere } from './moving.ts';
