export * from './check-digits.ts';
export * from './country-codes.ts';
export * from './currency-codes.ts';
export * from './customs-offices.ts';
export * from './import-codes.ts';
export * from './trade-codes.ts';
