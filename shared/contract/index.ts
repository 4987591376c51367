export * from './contract.ts';
export * from './intake.ts';
export * from './practice.ts';
export * from './view.ts';
