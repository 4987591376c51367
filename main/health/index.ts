export { hasNetwork } from './network.ts';
export { openHealth, type Health, type HealthOptions } from './health.ts';
export type { HealthPoint, History } from './history.ts';
export type { Probes } from './probe.ts';
export { resolveName } from './resolve-name.ts';
export { storedStates } from './states.ts';
export { readCause, type Seen } from './policy/index.ts';
