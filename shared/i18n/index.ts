export type { TextKey } from './catalogue.ts';
export * from './translate.ts';
