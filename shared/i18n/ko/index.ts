export { cli } from './cli.ts';
export { errors } from './errors.ts';
export { fields } from './fields.ts';
export { hosts } from './hosts.ts';
export { screens } from './screens.ts';
export { states } from './states.ts';
