import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveInTerminal } from '../../../main/loopback/terminal.ts';
import { rawRequest } from '../../fakes/raw-request.ts';

const entry = fileURLToPath(new URL('../../fakes/small-engine-process.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'naru-terminal-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Rig {
  input: PassThrough & { isTTY?: boolean };
  end: AbortController;
  said(): string;
  /** Waits until `count` lines that match have been said; the last of them. */
  hear(what: RegExp, count?: number): Promise<string>;
  exit: Promise<number>;
}

function run(options: { isTTY: boolean; giveUp?: boolean; language?: 'ko' | 'en' }): Rig {
  const input: Rig['input'] = new PassThrough();
  input.isTTY = options.isTTY;
  const output = new PassThrough();
  const end = new AbortController();
  let said = '';
  output.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    output.emit('said');
  });
  const exit = serveInTerminal(
    {
      dataFolder: folder,
      rendererFolder: folder,
      entry,
      language: options.language ?? 'ko',
      giveUp: options.giveUp === true,
    },
    { input, output, end: end.signal },
  );
  return {
    input,
    end,
    exit,
    said: () => said,
    async hear(what, count = 1) {
      for (;;) {
        const found = said.match(new RegExp(what, 'g')) ?? [];
        if (found.length >= count) return found.at(-1) ?? '';
        await new Promise<void>((resolve) => {
          output.once('said', resolve);
        });
      }
    },
  };
}

const link = /http:\/\/127\.0\.0\.1:\d+\/enter\?t=[\w-]{43}/;

async function statusOf(address: string): Promise<number> {
  const url = new URL(address);
  const answer = await rawRequest(Number(url.port), url.pathname + url.search, { host: url.host });
  return answer.status;
}

test('prints one link; Enter prints a fresh one that works; the end is in good order', async () => {
  const rig = run({ isTTY: true });
  const first = await rig.hear(link);
  await rig.hear(/Enter/);
  expect(rig.said()).toContain('한 번만 쓸 수 있습니다');
  expect(rig.said()).toContain(folder);
  expect(await statusOf(first)).toBe(303);
  expect(await statusOf(first)).toBe(401);
  rig.input.write('\n');
  const second = await rig.hear(link, 2);
  expect(second).not.toBe(first);
  expect(await statusOf(second)).toBe(303);
  rig.end.abort();
  expect(await rig.exit).toBe(0);
  expect(rig.said()).toContain('저장하고 끝냅니다');
  await expect(statusOf(second)).rejects.toThrow('ECONNREFUSED');
});

test('without a terminal to type in, nothing is offered and input is left alone', async () => {
  const rig = run({ isTTY: false, language: 'en' });
  await rig.hear(/Ctrl-C/);
  expect(rig.said()).not.toContain('Press Enter');
  rig.input.write('\n');
  expect(rig.input.listenerCount('data')).toBe(0);
  rig.end.abort();
  expect(await rig.exit).toBe(0);
});

test('a data folder that is open elsewhere is said in words; giving up ends with 3', async () => {
  writeFileSync(join(folder, 'in-use'), '');
  const rig = run({ isTTY: false, giveUp: true });
  expect(await rig.exit).toBe(3);
  expect(rig.said()).toContain('이미 열려 있습니다');
  expect(rig.said()).not.toMatch(link);
});

test('not giving up, the page is there to show the problem until a person has mended it', async () => {
  writeFileSync(join(folder, 'in-use'), '');
  const rig = run({ isTTY: false });
  const address = await rig.hear(link);
  await rig.hear(/이미 열려 있습니다/);
  expect(await statusOf(address)).toBe(303);
  rig.end.abort();
  expect(await rig.exit).toBe(0);
});
