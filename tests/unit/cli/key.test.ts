import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { naru, officeFolder, startNaru, tempFolder } from './naru.ts';

const codeSchema = z.object({ code: z.string() });

function secretFile(text: string): string {
  const file = join(tempFolder(), 'secret.txt');
  writeFileSync(file, `${text}\n`);
  return file;
}

test(
  'a key is locked by a passphrase, changed, and recovered by its code',
  { timeout: 180_000 },
  async () => {
    const data = await officeFolder();
    const first = secretFile('나루터 첫 번째 암호');
    const second = secretFile('나루터 두 번째 암호');
    const run = (words: string[], env: Record<string, string> = {}) =>
      startNaru([...words, '--data', data], { env }).ended;

    const plain = await run(['key', 'status']);
    expect(plain.out).toContain('naru key passphrase');
    expect(await run(['key', 'recovery-code'])).toMatchObject({ code: 1 });

    expect(await run(['key', 'passphrase'], { NARU_NEW_PASSPHRASE_FILE: first })).toMatchObject({
      code: 0,
    });
    expect(existsSync(join(data, 'naru.key'))).toBe(false);
    const locked = await run(['list']);
    expect(locked).toMatchObject({ code: 1 });
    expect(locked.err).toContain('NARU_PASSPHRASE_FILE');
    expect(await run(['list'], { NARU_PASSPHRASE_FILE: second })).toMatchObject({ code: 1 });
    expect(await run(['list'], { NARU_PASSPHRASE_FILE: first })).toMatchObject({ code: 0 });

    const made = await run(['key', 'recovery-code', '--json'], { NARU_PASSPHRASE_FILE: first });
    const { code } = codeSchema.parse(JSON.parse(made.out));
    const plainly = await run(['key', 'rotate'], { NARU_PASSPHRASE_FILE: first });
    expect(plainly).toMatchObject({ code: 0 });
    expect(plainly.out).not.toContain('backups');
    // One that no key of ours opens stays, and is named.
    const kept = 'practice-before-restore-20261101T091500.db';
    mkdirSync(join(data, 'backups'), { recursive: true });
    writeFileSync(join(data, 'backups', kept), 'not under our key');
    const named = await run(['key', 'rotate'], { NARU_PASSPHRASE_FILE: first });
    expect(named).toMatchObject({ code: 0 });
    expect(named.out).toContain('보관해 둔 사본 1개');
    expect(named.out).toContain(kept);
    const told = await run(['key', 'rotate', '--json'], { NARU_PASSPHRASE_FILE: first });
    expect(JSON.parse(told.out)).toMatchObject({ stayed: [kept] });
    expect(readFileSync(join(data, 'backups', kept), 'utf8')).toBe('not under our key');

    const recover = { NARU_RECOVERY_CODE_FILE: secretFile(code), NARU_NEW_PASSPHRASE_FILE: second };
    expect(await run(['key', 'recover'], recover)).toMatchObject({ code: 0 });
    expect(await run(['list'], { NARU_PASSPHRASE_FILE: first })).toMatchObject({ code: 1 });
    const checked = await run(['verify'], { NARU_PASSPHRASE_FILE: second });
    expect(checked).toMatchObject({ code: 0 });
    const text = readFileSync(join(data, 'naru.key.json'), 'utf8');
    for (const file of [first, second])
      expect(text).not.toContain(readFileSync(file, 'utf8').trim());
  },
);

test('no secret is taken from the arguments', async () => {
  const help = await naru('key', '--help');
  expect(help.out).not.toMatch(/--passphrase|--code|--secret/);
});
