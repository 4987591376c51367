export { kind, unkind, type Unkindness } from './fates.ts';
export { createSendingProgram } from './sending-program.ts';
