export * from './check-digits.ts';
export * from './code-list.ts';
export * from './code-lists.ts';
export * from './country-codes.ts';
export * from './currency-codes.ts';
export * from './identifiers.ts';
export * from './known-codes.ts';
export * from './search-codes.ts';
