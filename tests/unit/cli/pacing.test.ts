import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pacingViewSchema } from '../../../shared/sync/pacing.ts';
import { pacingContent } from '../../support/pacing-issuer.ts';
import { json, naru, officeFolder, tempFolder } from './naru.ts';

const folder = tempFolder();
const at = (name: string): string => join(folder, name);

describe('naru pacing', () => {
  test('makes a key, signs a file, follows it and lets go of it', async () => {
    const data = await officeFolder();
    const made = await naru('pacing', 'new-key', '--out', at('issuer.pem'), '--json');
    expect(made.code).toBe(0);
    const { publicKey } = z.object({ publicKey: z.string() }).parse(json(made));
    expect(statSync(at('issuer.pem')).mode & 0o077).toBe(0);
    // A key that offices know is never written over.
    const before = readFileSync(at('issuer.pem'), 'utf8');
    const again = await naru('pacing', 'new-key', '--out', at('issuer.pem'));
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('EEXIST') });
    expect(readFileSync(at('issuer.pem'), 'utf8')).toBe(before);

    writeFileSync(at('content.json'), JSON.stringify(pacingContent(Date.now(), { serial: 3 })));
    const sign = ['--key', at('issuer.pem'), '--out', at('fleet.json')];
    expect((await naru('pacing', 'sign', at('content.json'), ...sign)).code).toBe(0);

    const follow = ['--public-key', publicKey, '--data', data];
    const followed = await naru('pacing', 'subscribe', at('fleet.json'), ...follow);
    expect(followed).toMatchObject({ code: 0, out: expect.stringContaining('천천히 시작합니다.') });
    const shown = await naru('pacing', 'show', '--data', data, '--json');
    const view = pacingViewSchema.parse(json(shown));
    expect(view.values.find(({ name }) => name === 'maxOpen')).toMatchObject({
      value: 4,
      byDefault: 20,
      origin: 'fleet',
    });
    expect(view.subscription).toMatchObject({ publicKey, file: { serial: 3 } });

    expect((await naru('pacing', 'unsubscribe', '--data', data)).code).toBe(0);
    const after = await naru('pacing', 'show', '--data', data, '--lang', 'en');
    expect(after.out).toMatch(/Requests a minute\s+300\s+Default/);
    expect(after.out).toContain('No pace file is subscribed to.');
  });

  test('signs nothing that an office would refuse, by the name of the field', async () => {
    await naru('pacing', 'new-key', '--out', at('other.pem'));
    const content = pacingContent(Date.now(), { settings: { limitPerMinute: 600 } });
    writeFileSync(at('rude.json'), JSON.stringify(content));
    const sign = ['--key', at('other.pem'), '--out', at('rude-signed.json')];
    const ran = await naru('pacing', 'sign', at('rude.json'), ...sign);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('1분에 보내는 요청 값이 범위를 벗어났습니다. 10건에서 300건까지');
  });

  test.each([
    [['sign', 'x'], /sign 에는 --key/],
    [['subscribe'], /subscribe 에는 ADDRESS/],
    [['subscribe', '/x'], /subscribe 에는 --public-key/],
    [['new-key'], /new-key 에는 --out/],
    [['faster'], /faster/],
  ])('%j is wrong use', async (args, words) => {
    const ran = await naru('pacing', ...args, '--data', at('none'));
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(words);
  });
});
