export { calculateExport } from './export-value.ts';
export { calculateImport } from './import-taxes.ts';
export { highestLateSurcharge, lateSurcharge, latePermille } from './late-surcharge.ts';
export { type Rounding, roundings, usualRounding } from './rounding.ts';
