import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openConnection } from '../../../main/store/connection.ts';
import {
  formatRecoveryCode,
  keyFingerprint,
  newScrypt,
  openDataFolder,
  openForReading,
  passphraseSecret,
  readKeyFile,
  readRecoveryCode,
  recoverySecret,
  verifyStore,
  wrappedKey,
  wrappingKey,
  type KeyProvider,
  type NewSlot,
} from '../../../main/store/index.ts';
import { slotOf } from '../../../main/store/keys/key-file.ts';
import { recipientOf, seal, unseal } from '../../../main/store/keys/seal.ts';
import { now, problemOf, put, sample, tempFolder } from './store-samples.ts';

const keychain = (secret: Buffer, kept = 'AAAA'): NewSlot => ({ way: 'keychain', secret, kept });
function take(folder: string, keys?: KeyProvider) {
  const given = keys === undefined ? {} : { keys };
  return openDataFolder({ folder, owner: 'test', now: new Date(now), ...given });
}
/** A folder with filings in both databases; `keys` as for `take`. */
function used(folder: string, keys?: KeyProvider): void {
  const held = take(folder, keys);
  for (const mode of ['real', 'practice'] as const) {
    const store = held.openStore(mode);
    put(
      store,
      Array.from({ length: 30 }, (_, i) => sample(`${mode}-${i}`)),
    );
    store.close();
  }
  held.release();
}
function countOf(folder: string, mode: 'real' | 'practice', keys?: KeyProvider): number {
  const store = openForReading(folder, mode, keys);
  try {
    expect(verifyStore(store).findings).toEqual([]);
    return store.counts.transport.queued;
  } finally {
    store.close();
  }
}
/** What the journal says of changes of the key. */
function changesIn(folder: string, mode: 'real' | 'practice', keys?: KeyProvider): unknown[] {
  const store = openForReading(folder, mode, keys);
  try {
    return store
      .read(({ journal }) => [...journal.walk()])
      .filter(({ kind }) => kind === 'key-rotated')
      .map(({ at, data }) => ({ at, data: JSON.parse(data) as unknown }));
  } finally {
    store.close();
  }
}
const opensWith = (file: string, key: Buffer): boolean => {
  try {
    openConnection({ file, key, readonly: true }).close();
    return true;
  } catch {
    return false;
  }
};

const keyOf = (folder: string, keys: KeyProvider | undefined): Buffer =>
  keys?.load(false) ?? Buffer.from(readFileSync(join(folder, 'naru.key'), 'utf8').trim(), 'hex');

describe('a recovery code', () => {
  const codes = fc.uint8Array({ minLength: 26, maxLength: 26 }).map(formatRecoveryCode);
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

  test('is read as it was given, however it is typed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
        const read = readRecoveryCode(code);
        expect(read).toBe(code.replaceAll('-', ''));
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
        expect(readRecoveryCode(typed.replaceAll('1', 'l'))).toBe(read);
      }),
    );
  });

  test('with any one letter wrong is none', () => {
    fc.assert(
      fc.property(codes, fc.nat(27), fc.nat(30), (code, at, step) => {
        const plain = code.replaceAll('-', '');
        const other = letters.charAt((letters.indexOf(plain.charAt(at)) + 1 + step) % 32);
        expect(readRecoveryCode(plain.slice(0, at) + other + plain.slice(at + 1))).toBeNull();
      }),
    );
  });

  test('with any two letters changed about is none', () => {
    fc.assert(
      fc.property(codes, fc.nat(25), fc.nat(25), (code, a, b) => {
        const plain = Array.from(code.replaceAll('-', ''));
        fc.pre(plain[a] !== plain[b]);
        [plain[a], plain[b]] = [plain[b] ?? '', plain[a] ?? ''];
        expect(readRecoveryCode(plain.join(''))).toBeNull();
      }),
    );
  });

  test('carries 130 bits', () => {
    const low = formatRecoveryCode(new Uint8Array(26));
    const high = formatRecoveryCode(new Uint8Array(26).fill(31));
    const changed = Array.from(low).filter((letter, i) => letter !== high.charAt(i));
    expect(changed.length * 5).toBeGreaterThanOrEqual(130);
    expect(() => formatRecoveryCode(new Uint8Array(25))).toThrow(RangeError);
  });
});

describe('a sealed key', () => {
  test('opens with its secret alone, and not when a bit of it has changed', () => {
    const bytes = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((array) => Buffer.from(array));
    fc.assert(
      fc.property(bytes, bytes, bytes, fc.nat(383), (key, secret, other, bit) => {
        const sealed = seal(key, recipientOf(secret));
        expect(unseal(sealed, secret)).toEqual(key);
        fc.pre(recipientOf(other) !== recipientOf(secret));
        expect(unseal(sealed, other)).toBeNull();
        const box = Buffer.from(sealed.box, 'hex');
        box[bit >> 3] = (box[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(unseal({ ...sealed, box: box.toString('hex') }, secret)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  test('says nothing of the key in its file', () => {
    const folder = join(tempFolder(), 'data');
    const secret = randomBytes(32);
    used(folder, wrappingKey(folder, keychain(secret)));
    const key = wrappedKey(folder, secret).load(false);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes(key), name).toBe(false);
      expect(bytes.includes(key.toString('hex')), name).toBe(false);
      expect(bytes.includes(secret.toString('hex')), name).toBe(false);
    }
    expect(existsSync(join(folder, 'naru.key'))).toBe(false);
  });
});

test('a passphrase in Hangul is the same in parts and whole', async () => {
  const scrypt = { ...newScrypt(), n: 2 ** 15 } as const;
  const word = '나루터 관세사 2026';
  const whole = await passphraseSecret(word.normalize('NFC'), scrypt);
  expect(await passphraseSecret(word.normalize('NFD'), scrypt)).toEqual(whole);
  expect(await passphraseSecret(`${word}.`, scrypt)).not.toEqual(whole);
});

describe('the plain key of an older version', () => {
  test('is taken over, and goes once the wrapped one was read back', () => {
    const folder = join(tempFolder(), 'data');
    used(folder);
    const plain = readFileSync(join(folder, 'naru.key'), 'utf8').trim();
    const secret = randomBytes(32);
    take(folder, wrappingKey(folder, keychain(secret))).release();
    expect(existsSync(join(folder, 'naru.key'))).toBe(false);
    const keys = wrappedKey(folder, secret);
    expect(keys.load(false).toString('hex')).toBe(plain);
    expect(countOf(folder, 'real', keys)).toBe(30);
    expect(problemOf(() => take(folder)).code).toBe('key-locked');
    expect(problemOf(() => openForReading(folder, 'real')).code).toBe('key-locked');
  });

  test('stays where the wrapped one holds another key', () => {
    const folder = join(tempFolder(), 'data');
    const secret = randomBytes(32);
    used(folder, wrappingKey(folder, keychain(secret)));
    const foreign = `${'ab'.repeat(32)}\n`;
    writeFileSync(join(folder, 'naru.key'), foreign);
    take(folder, wrappedKey(folder, secret)).release();
    expect(readFileSync(join(folder, 'naru.key'), 'utf8')).toBe(foreign);
  });

  test('left by an end in the middle is removed by the next start', () => {
    const folder = join(tempFolder(), 'data');
    used(folder);
    const plain = readFileSync(join(folder, 'naru.key'));
    const secret = randomBytes(32);
    wrappingKey(folder, keychain(secret)).load(false);
    expect(readFileSync(join(folder, 'naru.key'))).toEqual(plain);
    take(folder, wrappedKey(folder, secret)).release();
    expect(existsSync(join(folder, 'naru.key'))).toBe(false);
  });
});

describe('the ways to a key', () => {
  test('all lead to it, and a new one of a kind takes the place of the old', () => {
    const folder = join(tempFolder(), 'data');
    const [first, second, code] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const held = take(folder, wrappingKey(folder, keychain(first)));
    held.keys.put({ way: 'recovery', secret: code });
    held.keys.put(keychain(second, 'BBBB'));
    expect(held.keys.ways()).toEqual(['recovery', 'keychain']);
    held.release();
    expect(problemOf(() => take(folder, wrappedKey(folder, first))).code).toBe('wrong-passphrase');
    for (const secret of [second, code]) take(folder, wrappedKey(folder, secret)).release();
  });

  test('are none of a stranger: one that was put in without the key is noticed', () => {
    const folder = join(tempFolder(), 'data');
    const secret = randomBytes(32);
    take(folder, wrappingKey(folder, keychain(secret))).release();
    const file = readKeyFile(folder);
    const foreign = slotOf({ way: 'recovery', secret: randomBytes(32) }, randomBytes(32));
    const changed = { ...file, slots: [...(file?.slots ?? []), foreign] };
    writeFileSync(join(folder, 'naru.key.json'), JSON.stringify(changed));
    expect(problemOf(() => take(folder, wrappedKey(folder, secret))).code).toBe('key-file-changed');
  });

  test('begin with one that is not the recovery code', () => {
    const held = take(join(tempFolder(), 'data'));
    const made = { way: 'recovery', secret: randomBytes(32) } as const;
    expect(problemOf(() => held.keys.put(made)).code).toBe('key-not-wrapped');
    held.release();
  });

  test('are not made up from a damaged file', () => {
    const folder = join(tempFolder(), 'data');
    const secret = randomBytes(32);
    take(folder, wrappingKey(folder, keychain(secret))).release();
    const file = join(folder, 'naru.key.json');
    const text = readFileSync(file, 'utf8');
    for (const bad of ['', '{', '{}', text.replace('"format": 1', '"format": 2')]) {
      writeFileSync(file, bad);
      const code = problemOf(() => take(folder, wrappingKey(folder, keychain(secret)))).code;
      expect(code).toBe('key-file-changed');
      expect(readFileSync(file, 'utf8')).toBe(bad);
    }
  });
});

describe.each(['plain', 'wrapped'] as const)('a change of the %s key', (kind) => {
  const secret = randomBytes(32);
  function folderOf(): { folder: string; keys: KeyProvider | undefined } {
    const folder = join(tempFolder(), 'data');
    const wrapping = kind === 'wrapped' ? wrappingKey(folder, keychain(secret)) : undefined;
    used(folder, wrapping);
    return { folder, keys: kind === 'wrapped' ? wrappedKey(folder, secret) : undefined };
  }
  test('gives every database another one, and leaves nothing beside', () => {
    const { folder, keys } = folderOf();
    const before = keyOf(folder, keys);
    mkdirSync(join(folder, 'backups'), { recursive: true });
    const copy = join(folder, 'backups', 'naru-before-7.db');
    writeFileSync(copy, readFileSync(join(folder, 'naru.db')));
    const names = readdirSync(folder);

    const held = take(folder, keys);
    held.keys.rotate(now);
    const store = held.openStore('real');
    put(store, [sample('after')]);
    store.close();
    held.release();

    const after = keyOf(folder, keys);
    expect(after).not.toEqual(before);
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
    for (const file of [join(folder, 'naru.db'), join(folder, 'practice.db'), copy]) {
      expect(opensWith(file, before), file).toBe(false);
      expect(opensWith(file, after), file).toBe(true);
    }
    expect(countOf(folder, 'real', keys)).toBe(31);
    expect(countOf(folder, 'practice', keys)).toBe(30);
    const data = { before: keyFingerprint(before), after: keyFingerprint(after), stayed: 0 };
    for (const mode of ['real', 'practice'] as const)
      expect(changesIn(folder, mode, keys)).toEqual([{ at: now, data }]);
  });

  test('is not begun while somebody reads what is still in the log', () => {
    const { folder, keys } = folderOf();
    const held = take(folder, keys);
    const store = held.openStore('real');
    const reader = openForReading(folder, 'real', keys);
    reader.tables.connection.prepare('BEGIN').run();
    reader.tables.connection.prepare('SELECT count(*) FROM filing').get();
    put(store, [sample('in the log')]);
    store.close();
    expect(problemOf(() => held.keys.rotate(now)).code).toBe('readers-open');
    reader.close();
    held.release();
    expect(changesIn(folder, 'real', keys)).toEqual([]);
    expect(countOf(folder, 'real', keys)).toBe(31);
    expect(readdirSync(folder).filter((name) => name.includes('next'))).toEqual([]);
  });

  test('keeps the recovery code', () => {
    if (kind === 'plain') return;
    const { folder, keys } = folderOf();
    const read = readRecoveryCode(formatRecoveryCode(randomBytes(26))) ?? '';
    const held = take(folder, keys);
    held.keys.put({ way: 'recovery', secret: recoverySecret(read) });
    held.keys.rotate(now);
    held.release();
    expect(countOf(folder, 'real', wrappedKey(folder, recoverySecret(read)))).toBe(30);
  });
});

test('the key file is readable by its owner alone and names its format', () => {
  const folder = join(tempFolder(), 'data');
  take(folder, wrappingKey(folder, keychain(randomBytes(32)))).release();
  const text = readFileSync(join(folder, 'naru.key.json'), 'utf8');
  expect(z.object({ format: z.literal(1) }).safeParse(JSON.parse(text)).success).toBe(true);
});
