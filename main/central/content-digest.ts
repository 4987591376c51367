import { hash } from 'node:crypto';

/** The `Content-Digest` of these bytes (RFC 9530): `sha-256=:…:`. */
export function contentDigest(bytes: Uint8Array): string {
  return `sha-256=:${hash('sha256', bytes, 'base64')}:`;
}
