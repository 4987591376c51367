import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../../main/engine/engine.ts';
import { openLog } from '../../../main/log/log.ts';
import { runCli } from '../../../main/cli/program.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import { connectEngine, memoryPorts, serveEngine } from '../../../shared/port/index.ts';
import { civilDate } from '../../../shared/time.ts';
import { foundIn, formsOf, known } from '../../support/personal-data.ts';
import { previewFile } from '../../support/take-in-file.ts';

const root = mkdtempSync(join(tmpdir(), 'naru-leaks-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const dataFolder = join(root, 'data');

/** Declarations about a known person. */
const filings = practiceFilings({
  kind: 'list-clearance',
  count: 6,
  seed: 77,
  today: civilDate('2026-11-26'),
}).map((filing, at) => withPerson(filing, at));

function withPerson<T>(value: T, at: number): T {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner !== 'string') return inner;
    if (/name$/i.test(key) && at % 2 === 0) return known.consignee;
    if (/phone$/i.test(key)) return known.phone;
    if (/address$/i.test(key)) return known.address;
    if (/pccc/i.test(key)) return known.pccc;
    return inner;
  });
  const changed: T = JSON.parse(text);
  return changed;
}

/** Every text of the declarations that tells of somebody or something. */
const texts = new Set<string>(Object.values(known));
JSON.stringify(filings, (_key, inner: unknown) => {
  if (typeof inner === 'string' && (/[가-힣]{3}/.test(inner) || /^P\d{12}$/.test(inner)))
    texts.add(inner);
  return inner;
});

let files: { name: string; text: string }[] = [];
let client: EngineClient;

async function attempt(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => undefined);
}

beforeAll(async () => {
  mkdirSync(dataFolder, { recursive: true });
  const log = openLog({ dataFolder, process: 'engine' });
  const engine = await createEngine({ dataFolder, owner: 'test', log });
  engine.ended.catch(() => undefined);
  const [near, far] = memoryPorts();
  serveEngine(far, {
    ...engine,
    report: (error, call) =>
      log.write('fault', { place: 'call', call: 'none', fault: [error, call][0] }),
  });
  client = connectEngine(near);
  await client.call('logs.set', { level: 'debug', keepDays: 14 });
  const bytes = new TextEncoder().encode(JSON.stringify(filings));
  const preview = await previewFile(client, `${known.file}.json`, bytes, null);
  await attempt(() => client.call('intake.commit', { intakeId: preview.intakeId }));
  // Good and bad uses of everything that takes words.
  const broken = new TextEncoder().encode(`{"${known.consignee}": "${known.pccc}`);
  await attempt(() => previewFile(client, `${known.file}.json`, broken, null));
  for (const search of [known.consignee, known.pccc, known.phone])
    await attempt(() =>
      client.call('filings.page', { view: 'all', search, after: null, limit: 50 }),
    );
  await attempt(() => client.call('practice.consigneeReply', { pccc: known.pccc }));
  await attempt(() =>
    client.call('lookup.pccc', {
      pccc: known.pccc,
      name: known.consignee,
      phone: known.phone,
      postcode: null,
    }),
  );
  await attempt(() =>
    client.call('hotFolder.set', { folder: join(root, known.file), language: 'ko' }),
  );
  await attempt(() =>
    client.call('gateway.set', {
      is: 'http',
      url: `http://127.0.0.1:9/?token=${known.token}`,
      token: known.token,
    }),
  );
  await client.call('mode.set', { mode: 'real' });
  await client.call('office.set', {
    declarant: '12345',
    name: known.consignee,
    customsOffice: '04010',
  });
  await client.call('gateway.set', { is: 'http', url: 'http://127.0.0.1:9/', token: known.token });
  await attempt(() => client.call('openApi.setKey', { api: 'API028', key: known.apiKey }));
  await attempt(() =>
    client.call('pacing.subscribe', {
      address: `https://127.0.0.1:9/p?k=${known.token}`,
      publicKey: 'x',
    }),
  );
  const real = await previewFile(client, `${known.file}.json`, bytes, null);
  await attempt(() => client.call('intake.commit', { intakeId: real.intakeId }));
  // A fault of the program while it had a declaration in its hands.
  log.write('fault', {
    place: 'engine',
    call: 'none',
    fault: new Error(`cannot read ${JSON.stringify(filings[0])}`, { cause: known.pccc }),
  });
  // What another program leaves in the folder.
  writeFileSync(join(dataFolder, 'report.20261126.120000.1.0.001.json'), JSON.stringify(known));
  writeFileSync(join(dataFolder, 'logs', 'report.20261126.json'), JSON.stringify(known));
  ({ files } = await client.call('diagnostics.get', {}));
  await engine.stop();
  log.close();
}, 120_000);

test('the filings are really there, with the person in them', async () => {
  const bundle = files.find(({ name }) => name === 'counts.json');
  expect(JSON.parse(bundle?.text ?? '')).toMatchObject({
    transport: { queued: expect.any(Number) },
  });
  expect(texts.size).toBeGreaterThan(10);
  expect(foundIn(Buffer.from(JSON.stringify(known)), texts).length).toBeGreaterThan(5);
});

test('every form of a text is found where it stands', () => {
  for (const form of formsOf(known.consignee))
    expect(foundIn(Buffer.concat([Buffer.from('xx'), form]), [known.consignee])).toHaveLength(1);
});

test('no log holds any of it', () => {
  const logs = globSync('logs/*.log', { cwd: dataFolder });
  expect(logs.length).toBeGreaterThan(0);
  for (const name of logs) {
    const bytes = readFileSync(join(dataFolder, name));
    expect(bytes.length).toBeGreaterThan(1000);
    expect(foundIn(bytes, texts)).toEqual([]);
  }
});

describe('the diagnostics', () => {
  test('hold none of it, and no file of others', () => {
    expect(files.map(({ name }) => name)).toEqual([
      'readme.txt',
      'program.json',
      'settings.json',
      'counts.json',
      'channels.json',
      'incidents.json',
      'pacing.json',
      'slowest-calls.json',
      'log.jsonl',
    ]);
    for (const { name, text } of files)
      expect([name, foundIn(Buffer.from(text), texts)]).toEqual([name, []]);
  });

  test('tell what helps', () => {
    const text = Object.fromEntries(files.map(({ name, text: of }) => [name, of]));
    expect(text['settings.json']).toContain('"hasToken": true');
    expect(text['slowest-calls.json']).toContain('intake.commit');
    expect(text['log.jsonl']).toContain('"event":"fault"');
    expect(text['log.jsonl']).toContain('"event":"call-refused"');
  });

  test('of the command line hold none of it either', async () => {
    const out = join(root, 'diagnostics.zip');
    let said = '';
    const code = await runCli(['diagnostics', '--out', out, '--data', dataFolder], {
      out: (text) => void (said += text),
      err: (text) => void (said += text),
      isTerminal: false,
      env: {},
    });
    expect([code, said]).toEqual([0, expect.stringContaining(out)]);
    expect(statSync(out).mode & 0o077).toBe(0);
    const bytes = readFileSync(out);
    expect(foundIn(bytes, texts)).toEqual([]);
    const unpacked = Object.entries(unzipSync(bytes));
    expect(unpacked).toHaveLength(9);
    for (const [name, content] of unpacked)
      expect([name, foundIn(content, texts)]).toEqual([name, []]);
  });
});

describe.each(['uncaught', 'rejection', 'start'])('a process that ends by an error (%s)', (how) => {
  test('leaves its kind and place, and nothing of what it was handling', async () => {
    const folder = join(root, `crash-${how}`);
    mkdirSync(folder);
    const entry = fileURLToPath(new URL('../../fakes/crashing-engine-process.ts', import.meta.url));
    const child = fork(entry, [folder, 'test'], {
      cwd: folder,
      // Even where somebody has asked Node for reports.
      execArgv: [
        '--report-uncaught-exception',
        '--report-on-fatalerror',
        `--report-directory=${folder}`,
      ],
      env: {
        ...process.env,
        CRASH: how,
        KNOWN: JSON.stringify(filings[0]),
        NARU_CENTRAL_TOKEN: known.token,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const said: Buffer[] = [];
    child.stdout?.on('data', (bytes: Buffer) => said.push(bytes));
    child.stderr?.on('data', (bytes: Buffer) => said.push(bytes));
    child.on('message', (message) => {
      said.push(Buffer.from(JSON.stringify(message)));
      // The host has read why it could not start.
      if (how === 'start') child.send({ kind: 'stop' });
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(foundIn(Buffer.concat(said), texts)).toEqual([]);
    const left = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const contents = left.map((each) => readFileSync(join(each.parentPath, each.name)));
    expect(foundIn(Buffer.concat(contents), texts)).toEqual([]);
    const log = readFileSync(join(folder, 'logs', 'engine.log'), 'utf8');
    expect(log).toContain(how === 'start' ? '"event":"fault"' : '"event":"crashed"');
    expect(log).toContain({ uncaught: 'TypeError', rejection: 'RangeError', start: 'Error' }[how]);
    expect(log).toContain('"frames":["');
  }, 90_000);
});
