export { hasNetwork } from './network.ts';
export { openHealth, type Health } from './health.ts';
export { readHistory } from './history.ts';
export { healthRecord, type HealthRecord } from './record.ts';
export type { Probes } from './probe.ts';
export { resolveName } from './resolve-name.ts';
export { storedStates } from './states.ts';
export { readCause } from './policy/index.ts';
