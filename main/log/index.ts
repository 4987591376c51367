export { openProcessLog, tellFault } from './process-log.ts';
export { silentLog, type Log } from './log.ts';
export type { LogLine } from './encode.ts';
export { measureLogs, readLogs, readLogsInTurns } from './read-logs.ts';
