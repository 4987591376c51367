import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withinTime } from '../../../main/central/folder/deadline.ts';
import { encodeDocument } from '../../../main/central/folder/encode.ts';
import { isFileNamePattern, temporaryName } from '../../../main/central/folder/file-name.ts';
import { tryFolders } from '../../../main/central/folder/index.ts';
import { kind } from '../../../main/practice/folder/index.ts';
import { record } from '../../../main/store/index.ts';
import { filesBelow, folderExchange, type FolderExchange } from '../../support/folder-exchange.ts';
import { encoded, fault, notice } from './notice-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-gateway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
let exchange: FolderExchange;
/** Even seeds hand over in UTF-8, odd ones in CP949. */
function begin(seed = 2, more: Parameters<typeof folderExchange>[3] = {}): void {
  runs += 1;
  exchange = folderExchange(join(folder, String(runs)), seed, kind, more);
}
beforeEach(() => begin());
afterEach(() => exchange.end());

const inSend = (): string[] => filesBelow(exchange.folders.sendFolder);
const waiting = (): string => {
  const [file, ...others] = inSend();
  expect(others).toEqual([]);
  if (file === undefined) throw new Error('nothing waits');
  return file;
};
const timeline = (): { kind: string; data: unknown }[] => {
  const filing = exchange.filing();
  return exchange.store().tables.journal.timeline(filing.journalSeq);
};

describe('handing over', () => {
  test('puts the frozen bytes into the sending folder under a name of their own', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    const { declarationNo, submissionId, transport } = exchange.filing();
    expect(waiting()).toMatch(new RegExp(`/GOVCBR929_${declarationNo}_D\\.xml$`));
    const frozen = exchange.store().tables.submissions.byId(submissionId ?? 0);
    expect(readFileSync(waiting())).toEqual(Buffer.from(frozen?.body ?? []));
    expect(transport).toBe('unconfirmed');
    expect(exchange.causes()).toEqual(['handed-over']);
    expect(timeline()).toContainEqual(
      expect.objectContaining({
        kind: 'handing-over',
        data: { n: 1, file: `GOVCBR929_${declarationNo}_D.xml` },
      }),
    );
  });

  test('in CP949 declares what it is, and the digest on record stays that of the UTF-8 document', async () => {
    exchange.end();
    begin(3);
    exchange.enqueue(1, 'export', '완성형');
    await exchange.handOver();
    const bytes = readFileSync(waiting());
    const text = iconv.decode(bytes, 'cp949');
    expect(text).toContain('encoding="EUC-KR"');
    expect(text).toContain('완성형');
    const { submissionId } = exchange.filing();
    const frozen = exchange.store().tables.submissions.byId(submissionId ?? 0);
    expect(new TextDecoder().decode(frozen?.body)).toContain('encoding="UTF-8"');
  });

  test('refuses characters that CP949 does not have, before anything is written', async () => {
    exchange.end();
    begin(3);
    exchange.enqueue(1, 'import', '기호 😀와 ✈');
    await exchange.handOver();
    expect(inSend()).toEqual([]);
    expect(exchange.filing()).toMatchObject({
      transport: 'refused',
      lastError: 'invalid-document',
    });
    const [attempt] = exchange.store().tables.attempts.of(exchange.filing().id);
    expect(attempt?.errors).toEqual([
      { code: 'not-in-cp949', message: '😀 (U+1F600)' },
      { code: 'not-in-cp949', message: '✈ (U+2708)' },
    ]);
  });

  test('a sending folder that is not there leaves the filing queued and nothing behind', async () => {
    exchange.enqueue(1, 'import');
    renameSync(exchange.folders.sendFolder, `${exchange.folders.sendFolder}-away`);
    await exchange.handOver();
    expect(exchange.filing()).toMatchObject({
      transport: 'queued',
      lastError: 'folder-unreachable',
    });
    renameSync(`${exchange.folders.sendFolder}-away`, exchange.folders.sendFolder);
    await exchange.quietAlone(120_000);
    expect(inSend()).toHaveLength(1);
    expect(exchange.filing().transport).toBe('unconfirmed');
  });

  test('a sent folder whose drive is away stops it: nobody could tell what lies there', async () => {
    exchange.end();
    begin();
    exchange.enqueue(1, 'import');
    const { sentFolder } = exchange.folders;
    if (sentFolder === null) throw new Error('no sent folder');
    rmSync(sentFolder, { recursive: true });
    writeFileSync(sentFolder, 'a file instead');
    await exchange.handOver();
    expect(exchange.filing()).toMatchObject({
      transport: 'queued',
      lastError: 'folder-unreachable',
    });
    rmSync(sentFolder);
    await exchange.quietAlone(120_000);
    expect(exchange.filing().transport).toBe('unconfirmed');
  });
});

describe('what lies there already', () => {
  test('after older data were taken back nothing is handed over again', async () => {
    const copy = join(folder, `copy-${runs}`);
    exchange.enqueue(3, 'import');
    exchange.copyTo(copy);
    await exchange.quiet(5 * 60_000);
    expect(exchange.program.pickedUp()).toHaveLength(3);
    exchange.takeBack(copy);
    expect(exchange.filings().map(({ transport }) => transport)).toEqual([
      'queued',
      'queued',
      'queued',
    ]);
    // On another day the document is another one: the number alone tells, and no notice does yet.
    exchange.clock.advance(24 * 3_600_000);
    const [receive = ''] = exchange.folders.receiveFolders;
    renameSync(receive, `${receive}-away`);
    mkdirSync(receive);
    await exchange.quiet(10 * 60_000);
    expect(exchange.program.pickedUp()).toHaveLength(3);
    rmSync(receive, { recursive: true });
    renameSync(`${receive}-away`, receive);
    await exchange.quiet(60 * 60_000);
    expect(exchange.program.pickedUp()).toHaveLength(3);
    expect(exchange.filings().map(({ transport }) => transport)).toEqual(
      Array.from({ length: 3 }, () => 'acknowledged'),
    );
    expect(exchange.causes()).toContain('lies-there-already');
  });

  test('an unread file is told apart from a notice that has not come', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    await exchange.quietAlone(120_000);
    expect(exchange.causes().slice(1)).toContain('lies-there-already');
    rmSync(waiting());
    await exchange.quietAlone(600_000);
    expect(exchange.causes().at(-1)).toBe('no-answer-yet');
    expect(exchange.filing().transport).toBe('unconfirmed');
  });

  test('after a refusal the same document goes out under another name', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    const first = waiting();
    const { declarationNo: no } = exchange.filing();
    rmSync(first);
    exchange.clock.advance(600_000);
    const at = '20261123091000';
    const r20 = encoded(
      notice({ code: 'R20', no, original: '929', at, inside: fault('오류') }),
      'CP949',
    );
    exchange.receive('20261123/r20.xml', r20);
    await exchange.quietAlone(120_000);
    expect(exchange.filing()).toMatchObject({ transport: 'refused', customs: 'none' });
    expect(exchange.order('retry', 0)).toBe(true);
    await exchange.quietAlone(30_000);
    expect(waiting()).toBe(first.replace('_D.xml', '_D-2.xml'));
    // The same error notice again, and another one of the same minute, are about the first one.
    exchange.receive('20261124/again.xml', r20);
    const other = notice({ code: 'R20', no, original: '929', at, inside: fault('둘째') });
    exchange.receive('20261124/other.xml', encoded(other, 'UTF-8'));
    await exchange.quietAlone(600_000);
    expect(exchange.filing().transport).toBe('unconfirmed');
  });
});

describe('after a crash', () => {
  test('before the file had its name it is known not to have been handed over', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver('crash-before');
    expect(exchange.filing().transport).toBe('unconfirmed');
    await exchange.quietAlone(120_000);
    expect(exchange.causes().slice(0, 2)).toEqual(['process-ended', 'never-handed-over']);
    expect(inSend()).toHaveLength(1);
  });

  test('with the file written and not named, the file is taken back first', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver('crash-before');
    const name = `GOVCBR929_${exchange.filing().declarationNo}_D.xml`;
    const left = join(exchange.folders.sendFolder, temporaryName(name));
    writeFileSync(left, '<half');
    const at = exchange.clock.now();
    exchange.store().transaction((tables) => {
      const data = { n: 1, file: name };
      record(tables, exchange.filing(), { kind: 'handing-over', data }, at);
    });
    await exchange.quietAlone(120_000);
    expect(exchange.causes().slice(0, 2)).toEqual(['process-ended', 'never-handed-over']);
    expect(inSend()).toHaveLength(1);
    expect(inSend()).not.toContain(left);
  });

  test('with the file named it stays in doubt until a notice comes', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver('crash-after');
    rmSync(waiting());
    await exchange.quietAlone(600_000);
    expect(exchange.filing().transport).toBe('unconfirmed');
    const { declarationNo: no } = exchange.filing();
    exchange.receive(
      '20261123/r99.xml',
      encoded(notice({ code: 'R99', no, original: '929' }), 'UTF-8'),
    );
    await exchange.quietAlone(120_000);
    expect(exchange.filing()).toMatchObject({ transport: 'acknowledged', customs: 'received' });
    expect(inSend()).toEqual([]);
  });

  test('of an attempt that went another way the folder proves nothing', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver('crash-before');
    exchange.store().transaction(({ connection }) => {
      // As an attempt over HTTP stands in the journal.
      connection.exec('DROP TRIGGER journal_is_append_only_1');
      connection.exec(
        'UPDATE journal SET data = replace(data, \'"via":"folder"\', \'"via":"https://a"\')',
      );
    });
    await exchange.quietAlone(600_000);
    expect(exchange.filing().transport).toBe('unconfirmed');
    expect(inSend()).toEqual([]);
  });
});

test('the cargo progress proves what no notice told', async () => {
  exchange.end();
  let tells = false;
  begin(2, {
    cargoTells: () => Promise.resolve(tells ? { is: 'got-in', at: null } : { is: 'not-told' }),
  });
  exchange.enqueue(1, 'import');
  await exchange.handOver();
  rmSync(waiting());
  await exchange.quietAlone(300_000);
  expect(exchange.filing().transport).toBe('unconfirmed');
  tells = true;
  await exchange.quietAlone(3_600_000);
  const { declarationNo } = exchange.filing();
  expect(exchange.filing()).toMatchObject({ transport: 'acknowledged', receiptNo: declarationNo });
  expect(exchange.causes().at(-1)).toBe('told-by-cargo-progress');
  // The receipt notice comes late, and brings the receipt's own number.
  exchange.receive(
    'a.xml',
    encoded(
      notice({ code: 'R99', no: declarationNo, original: '929', inside: '<DPT_NO>R-77</DPT_NO>' }),
      'UTF-8',
    ),
  );
  await exchange.quietAlone(120_000);
  expect(exchange.filing().receiptNo).toBe('R-77');
});

test('work that takes too long is given up, and knows it', async () => {
  let told = false;
  const ended = await withinTime({ timeoutMs: 20 }, async (isGivenUp) => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    told = isGivenUp();
  });
  expect(ended).toEqual({ is: 'given-up', why: 'timeout' });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(told).toBe(true);
  const stop = new AbortController();
  const waitingWork = withinTime(
    { timeoutMs: 5000, signal: stop.signal },
    () => new Promise(() => {}),
  );
  stop.abort();
  expect(await waitingWork).toEqual({ is: 'given-up', why: 'cancelled-by-us' });
});

test('names of files tell documents apart and suit every file system', () => {
  const good = ['{code}_{number}_{part}.xml', '{number}-{digest}.xml', '{number}{part}'];
  const bad = [
    '{code}.xml',
    '{number}.xml',
    'a/{number}{part}',
    '.{number}{part}',
    '{number}{part}.tmp',
    '{number}{what}{part}',
    '{number}{part}.',
    'a:{number}{part}',
  ];
  expect(good.filter((pattern) => !isFileNamePattern(pattern))).toEqual([]);
  expect(bad.filter(isFileNamePattern)).toEqual([]);
});

const bytes = (text: string): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n<a>${text}</a>`);

test('CP949 is called EUC-KR where it is that', () => {
  const text = (content: string): string => {
    const result = encodeDocument(bytes(content), 'cp949');
    if (!result.ok) throw new Error(result.characters.join(''));
    return iconv.decode(Buffer.from(result.bytes), 'cp949');
  };
  expect(text('가')).toContain('encoding="EUC-KR"');
  expect(text('똠')).toContain('encoding="CP949"');
  expect(text('똠')).toContain('<a>똠</a>');
  expect(encodeDocument(bytes('가'), 'utf-8')).toEqual({ ok: true, bytes: bytes('가') });
});

test('tries folders and leaves nothing behind', async () => {
  const { folders } = exchange;
  expect(await tryFolders(folders)).toEqual([]);
  expect(inSend()).toEqual([]);
  const file = join(folder, `file-${runs}`);
  writeFileSync(file, '');
  mkdirSync(join(folder, `in-${runs}`));
  expect(
    await tryFolders({
      ...folders,
      sendFolder: file,
      receiveFolders: [join(folder, 'nowhere'), join(folder, `in-${runs}`)],
    }),
  ).toEqual([
    { folder: file, trouble: 'not-a-folder' },
    { folder: join(folder, 'nowhere'), trouble: 'missing' },
  ]);
});
