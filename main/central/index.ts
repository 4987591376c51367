export type { Gateway } from './gateway.ts';
export { createHttpGateway, readGatewayUrl } from './http-gateway.ts';
