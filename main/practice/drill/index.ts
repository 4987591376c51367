export { conductOf } from './conduct.ts';
export { mannerOf, manners, phaseAt, trueGrade, type Manner, type Phase } from './phases.ts';
export type { Arrival, Script } from './script.ts';
export { drillScript } from './scripts.ts';
