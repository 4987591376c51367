import { newIssuerKey, signPacingFile } from '../../main/engine/pacing-file.ts';

const hour = 3_600_000;

/** What a pacing file says, good at `now` unless told otherwise. */
export function pacingContent(now: number, change: Record<string, unknown> = {}): object {
  return {
    version: 1,
    serial: 1,
    issuedAt: new Date(now - hour).toISOString(),
    validUntil: new Date(now + 24 * hour).toISOString(),
    settings: { maxOpen: 4, startSpreadMs: 600_000 },
    note: { ko: '천천히 시작합니다.', en: 'Start slowly.' },
    ...change,
  };
}

/** Whoever issues pacing files, with a key of its own. */
export function pacingIssuer() {
  const { privateKey, publicKey } = newIssuerKey();
  return {
    privateKey,
    publicKey,
    issue: (content: object): string =>
      signPacingFile(Buffer.from(JSON.stringify(content)), privateKey).signed,
  };
}
