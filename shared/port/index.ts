export * from './connect-engine.ts';
export * from './memory-ports.ts';
export * from './messages.ts';
export * from './port.ts';
export * from './relay.ts';
export * from './serve-engine.ts';
export * from './web-socket-port.ts';
