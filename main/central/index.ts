export { contentDigest } from './content-digest.ts';
export type { Gateway } from './gateway.ts';
export { createHttpGateway, readGatewayUrl } from './http-gateway.ts';
export { takeNotices } from './notice-feed.ts';
