export { cargoQueryOf } from './arrivals.ts';
export { identityOf, withAccepted } from './accepted.ts';
export { createCargoTells, type CargoTells } from './cargo-tells.ts';
export { createReadiness } from './readiness.ts';
export { readFreshnessSettings } from './settings.ts';
export { staleValues, withOtherCode } from './values.ts';
export { createWatch, type Watch } from './watch.ts';
