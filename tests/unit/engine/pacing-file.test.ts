import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openPacingFile, readPublicKey, signPacingFile } from '../../../main/engine/pacing-file.ts';
import { NaruError } from '../../../shared/errors.ts';
import { pacingContent, pacingIssuer } from '../../support/pacing-issuer.ts';

const now = Date.UTC(2026, 10, 26, 3);
const issuer = pacingIssuer();
const envelope = z.object({ payload: z.string(), signature: z.string() });

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem.code;
    throw error;
  }
  return 'taken';
}
const open = (text: string | Uint8Array) => openPacingFile(Buffer.from(text), issuer.publicKey);

/** Signed by the issuer as it is, without the look that signing takes first. */
function signedAnyway(payload: string): string {
  const signature = sign(null, Buffer.from(payload), issuer.privateKey);
  return JSON.stringify({
    payload: Buffer.from(payload).toString('base64'),
    signature: signature.toString('base64'),
  });
}

describe('a pacing file', () => {
  test('is read where its issuer has signed these very bytes', () => {
    expect(open(issuer.issue(pacingContent(now)))).toMatchObject({
      serial: 1,
      settings: { maxOpen: 4, startSpreadMs: 600_000 },
    });
  });

  test('is refused with any byte of what was signed changed', () => {
    const { payload, signature } = envelope.parse(JSON.parse(issuer.issue(pacingContent(now))));
    const bytes = Buffer.from(payload, 'base64');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      const text = JSON.stringify({ payload: changed.toString('base64'), signature });
      expect(refusal(() => open(text))).toBe('pacing-file-forged');
    }
  });

  test('is refused with any byte of its signature changed, cut or lengthened', () => {
    const { payload, signature } = envelope.parse(JSON.parse(issuer.issue(pacingContent(now))));
    const bytes = Buffer.from(signature, 'base64');
    const others = [Buffer.alloc(0), bytes.subarray(1), Buffer.concat([bytes, Buffer.alloc(1)])];
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 0x40;
      others.push(changed);
    }
    for (const other of others)
      expect(
        refusal(() => open(JSON.stringify({ payload, signature: other.toString('base64') }))),
      ).toBe('pacing-file-forged');
  });

  test('of another key is refused', () => {
    expect(refusal(() => open(pacingIssuer().issue(pacingContent(now))))).toBe(
      'pacing-file-forged',
    );
  });

  test.each([
    ['no JSON', 'serial: 1'],
    ['no envelope', JSON.stringify(pacingContent(now))],
    ['an envelope with more in it', JSON.stringify({ payload: '', signature: '', more: 1 })],
    ['an envelope that is not base64', JSON.stringify({ payload: '나루', signature: '' })],
    ['nothing', ''],
    ['no text', new Uint8Array([0xff, 0xfe, 0x7b])],
    ['an envelope with a key of a prototype', '{"payload":"","signature":"","__proto__":{}}'],
    ['signed text that is no JSON', signedAnyway('나루')],
    ['a signed prototype', signedAnyway('{"__proto__":{"version":1}}')],
    [
      'a prototype among its settings',
      signedAnyway(
        JSON.stringify(pacingContent(now)).replace(
          '"maxOpen"',
          '"__proto__":{"maxOpen":1},"maxOpen"',
        ),
      ),
    ],
    [
      'an unknown setting',
      signedAnyway(JSON.stringify(pacingContent(now, { settings: { retryAfterCapMs: 0 } }))),
    ],
    [
      '`constructor` among its settings',
      signedAnyway(JSON.stringify(pacingContent(now, { settings: { constructor: 1 } }))),
    ],
    ['another version', signedAnyway(JSON.stringify(pacingContent(now, { version: 2 })))],
    [
      'a serial that is no number',
      signedAnyway(JSON.stringify(pacingContent(now, { serial: '7' }))),
    ],
    [
      'an end before its beginning',
      signedAnyway(JSON.stringify(pacingContent(now, { validUntil: new Date(0).toISOString() }))),
    ],
  ])('that is %s is refused as unreadable', (_what, text) => {
    expect(refusal(() => open(text))).toBe('pacing-file-unreadable');
    expect(Object.hasOwn(Object.prototype, 'maxOpen')).toBe(false);
  });

  test.each([{ maxOpen: 21 }, { limitPerMinute: 301 }, { maxIntervalMs: 1000 }, { maxOpen: 1.5 }])(
    'with %j is refused by its issuer’s tool and by every office',
    (settings) => {
      const content = pacingContent(now, { settings });
      expect(refusal(() => issuer.issue(content))).toBe('pacing-out-of-bounds');
      expect(refusal(() => open(signedAnyway(JSON.stringify(content))))).toBe(
        'pacing-out-of-bounds',
      );
    },
  );
});

describe('a key', () => {
  test('is read in every form in which it is handed on', () => {
    const spki = createPublicKey(issuer.privateKey).export({ type: 'spki', format: 'der' });
    const pem = createPublicKey(issuer.privateKey).export({ type: 'spki', format: 'pem' });
    for (const form of [issuer.publicKey, spki.toString('base64'), pem.toString()])
      expect(readPublicKey(form)).toBe(issuer.publicKey);
  });

  test.each(['', 'x', issuer.publicKey.slice(4), `${issuer.publicKey.slice(0, 43)}!`])(
    'that is %j is refused',
    (text) => {
      expect(refusal(() => readPublicKey(text))).toBe('pacing-key-wrong');
    },
  );

  test('of another kind is refused', () => {
    const other = generateKeyPairSync('x25519');
    const spki = other.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(refusal(() => readPublicKey(spki))).toBe('pacing-key-wrong');
    const pem = other.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const content = Buffer.from(JSON.stringify(pacingContent(now)));
    expect(refusal(() => signPacingFile(content, pem))).toBe('pacing-key-wrong');
  });
});
