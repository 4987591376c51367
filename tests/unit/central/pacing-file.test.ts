import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  isPacingFileAddress,
  maxPacingFileBytes,
  readPacingFile,
} from '../../../main/central/pacing-file.ts';
import { believing } from '../../../main/central/outward.ts';
import { addressOf } from './raw-server.ts';
import { selfSigned } from './self-signed.ts';

const { key, cert } = selfSigned('localhost');
const open: https.Server[] = [];
const folder = mkdtempSync(join(tmpdir(), 'naru-pacing-'));
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

async function serve(answer: RequestListener): Promise<string> {
  const server = https.createServer({ key, cert }, answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${addressOf(server).port}/fleet.json`;
}
const read = (address: string, timeoutMs = 20_000) =>
  readPacingFile(address, { userAgent: 'Naru/test', timeoutMs, outward: believing([cert]) });

describe('a pacing file', () => {
  test('comes over https byte by byte', async () => {
    const address = await serve((_request, response) => response.end('나루'));
    const got = await read(address);
    expect(got.is === 'read' && Buffer.from(got.bytes).toString()).toBe('나루');
  });

  test('is not taken from a server that nobody vouches for', async () => {
    const address = await serve((_request, response) => response.end('{}'));
    const got = await readPacingFile(address, { userAgent: 'Naru/test', timeoutMs: 20_000 });
    expect(got).toEqual({ is: 'unreached', detail: 'tls-failed' });
  });

  test('is not looked for where a redirect points', async () => {
    let asked = 0;
    const other = await serve((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    const address = await serve((_request, response) => {
      response.writeHead(302, { Location: other }).end();
    });
    expect(await read(address)).toEqual({ is: 'unreached', detail: 'HTTP 302' });
    expect(asked).toBe(0);
  });

  test('is given up where no answer comes', async () => {
    const address = await serve(() => {});
    expect(await read(address, 200)).toEqual({ is: 'unreached', detail: 'timeout' });
  });

  test('is refused by its size, from a server and from a folder', async () => {
    const address = await serve((_request, response) =>
      response.end(Buffer.alloc(maxPacingFileBytes + 1)),
    );
    expect(await read(address)).toEqual({ is: 'too-large' });
    const file = join(folder, 'large.json');
    writeFileSync(file, Buffer.alloc(maxPacingFileBytes + 1));
    expect(await read(file)).toEqual({ is: 'too-large' });
    writeFileSync(file, Buffer.alloc(maxPacingFileBytes));
    expect(await read(file)).toMatchObject({ is: 'read' });
  });

  test('that is not there is told by the system’s own word', async () => {
    expect(await read(join(folder, 'none.json'))).toEqual({ is: 'unreached', detail: 'ENOENT' });
    const address = await serve((_request, response) => response.writeHead(404).end());
    expect(await read(address)).toEqual({ is: 'unreached', detail: 'HTTP 404' });
  });
});

test.each([
  ['https://pace.example/fleet.json', true],
  [join(folder, 'fleet.json'), true],
  ['http://pace.example/fleet.json', false],
  ['https://user:pass@pace.example/fleet.json', false],
  ['fleet.json', false],
  ['file:///fleet.json', false],
])('%s as an address: %s', (address, good) => {
  expect(isPacingFileAddress(address)).toBe(good);
});
