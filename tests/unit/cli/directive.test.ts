import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, naru, tempFolder } from './naru.ts';

const folder = tempFolder();
const data = join(folder, 'data');

test('a directive is previewed from a file, applied, listed and undone', async () => {
  await naru('init', '--data', data, '--declarant', '12345', '--name', 'T', '--customs', '04010');
  const example = await naru('schema', '--example', 'import');
  const filings = join(folder, 'filings.json');
  writeFileSync(filings, example.out);
  expect((await naru('import', filings, '--data', data)).code).toBe(0);
  const file = join(folder, 'order.json');
  const order = {
    kind: 'hold',
    from: '2026-01-01T00:00:00+09:00',
    to: '2099-01-01T00:00:00+09:00',
    text: '별도 안내까지 보내지 마십시오.',
    enteredBy: '김나루',
  };
  writeFileSync(file, JSON.stringify(order));

  const previewed = await naru('directive', 'preview', file, '--data', data, '--json');
  expect(previewed.code).toBe(0);
  expect(json(previewed)).toMatchObject({
    id: 1,
    phase: 'previewed',
    counts: { planned: 1 },
    filings: [{ step: 'hold', before: 'queued', after: 'held', state: 'planned' }],
  });
  const applied = await naru('directive', 'apply', '1', '--data', data);
  expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('보류') });
  const listed = await naru('list', '--data', data, '--json');
  expect(listed.out).toContain('"transport":"held"');
  expect((await naru('directive', 'undo', '1', '--data', data)).code).toBe(0);
  expect((await naru('list', '--data', data, '--json')).out).toContain('"transport":"queued"');
  expect((await naru('directive', 'list', '--data', data)).out).toContain('되돌림');

  expect(await naru('directive', 'apply', '1', '--data', data)).toMatchObject({ code: 1 });
  writeFileSync(file, JSON.stringify({ ...order, to: '2025-01-01T00:00:00+09:00' }));
  const wrong = await naru('directive', 'preview', file, '--data', data);
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('to') });
}, 120_000);
