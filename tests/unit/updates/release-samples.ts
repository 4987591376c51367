import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { newReleaseKey } from '../../../main/updates/signature.ts';

export const issuer = newReleaseKey();
export const stranger = newReleaseKey();

/** What is to be installed. */
export const installer = Buffer.from('#!/bin/sh\necho new version\n'.repeat(50));
export const digestOf = (content: Uint8Array): string =>
  createHash('sha512').update(content).digest('base64');

/** The metadata of a release as electron-builder writes it, with changes. */
export function metadata(changes: Readonly<Record<string, unknown>> = {}): Buffer {
  const url = 'Naru-0.2.0-linux-x86_64.AppImage';
  const sha512 = digestOf(installer);
  return Buffer.from(
    stringify({
      version: '0.2.0',
      files: [{ url, sha512, size: installer.length, blockMapSize: 12 }],
      path: url,
      sha512,
      releaseDate: '2026-11-26T00:00:00.000Z',
      ...changes,
    }),
  );
}
