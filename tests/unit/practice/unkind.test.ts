import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createUnkindCentral, type UnkindCentral } from '../../support/unkind-central.ts';
import { faults, type Fault } from '../../support/unkind-plan.ts';
import {
  digestOf,
  get,
  importXml,
  inquire,
  noticesBody,
  numberOf,
  put,
  reach,
  receiptBody,
  type Reply,
} from './client.ts';

let central: UnkindCentral | null = null;
afterEach(async () => {
  await central?.close();
  central = null;
});

async function start(seed: number, share: number, among?: readonly Fault[]) {
  const created = createUnkindCentral({ seed, faults: share, ...(among ? { among } : {}) });
  central = created;
  const { url } = await created.listen();
  return { central: created, url };
}

const none = {
  doubleFilings: 0,
  blindResends: 0,
  insideRetryAfter: 0,
  overlaps: 0,
  changedBytes: 0,
};

/** What each fault looks like to the sender, and whether the document is taken all the same. */
const looks: Record<Fault, { seen: string; taken: boolean }> = {
  '503-seconds': { seen: '503 seconds', taken: false },
  '503-date': { seen: '503 date', taken: false },
  '503-bare': { seen: '503', taken: false },
  '429-seconds': { seen: '429 seconds', taken: false },
  '429-date': { seen: '429 date', taken: false },
  'reset-before': { seen: 'nothing', taken: false },
  'reset-after': { seen: 'nothing', taken: true },
  '502-before': { seen: '502', taken: false },
  '502-after': { seen: '502', taken: true },
  '504-before': { seen: '504', taken: false },
  '504-after': { seen: '504', taken: true },
  '500-before': { seen: '500', taken: false },
  '500-after': { seen: '500', taken: true },
  'html-before': { seen: '200 html', taken: false },
  'html-after': { seen: '200 html', taken: true },
  cut: { seen: 'nothing', taken: true },
  'other-digest': { seen: '201 other digest', taken: true },
  'other-number': { seen: '201 other number', taken: true },
  pending: { seen: '202', taken: true },
  'hang-before': { seen: 'nothing', taken: false },
  'hang-after': { seen: 'nothing', taken: true },
};

function seenOf(reply: Reply | null, no: string): string {
  if (reply === null) return 'nothing';
  const retryAfter = reply.headers.get('retry-after');
  if (reply.status === 202) return '202';
  if (retryAfter !== null) {
    return `${reply.status} ${/^\d+$/.test(retryAfter) ? 'seconds' : 'date'}`;
  }
  if (reply.status === 200 && reply.body === null) return '200 html';
  const receipt = receiptBody.safeParse(reply.body);
  if (!receipt.success) return String(reply.status);
  if (receipt.data.digest !== digestOf(importXml(no))) return `${reply.status} other digest`;
  if (receipt.data.declarationNo !== no) return `${reply.status} other number`;
  return `${reply.status} receipt`;
}

describe('each fault', () => {
  it.each(faults)('%s', async (fault) => {
    const { central, url } = await start(1, 1, [fault]);
    const no = numberOf(1);
    const reply = await reach(put(url, no, { timeoutMs: 2000 }));
    expect(seenOf(reply, no)).toBe(looks[fault].seen);
    await expect.poll(() => central.ledger().length).toBe(looks[fault].taken ? 1 : 0);
    expect(central.report().faults).toEqual({ [fault]: 1 });

    central.setFaults(0);
    const inquiry = await inquire(url, no);
    expect(inquiry.status).toBe(looks[fault].taken ? 200 : 404);
    expect((await get(url, 'status')).body).toMatchObject({ state: 'normal' });
  });

  it('a body is really cut in the middle', async () => {
    const { url } = await start(1, 1, ['cut']);
    const no = numberOf(1);
    const xml = importXml(no);
    const response = await fetch(`${url}/v1/declarations/${no}`, {
      method: 'PUT',
      body: xml,
      headers: {
        'content-type': 'application/xml',
        'content-digest': digestOf(xml),
        'document-type': 'import',
      },
    });
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow();
  });
});

/** Milliseconds to stay away, as the answer asks. */
function retryMs(reply: Reply): number {
  const text = reply.headers.get('retry-after');
  if (text === null) return 0;
  return /^\d+$/.test(text) ? Number(text) * 1000 : Math.max(0, Date.parse(text) - Date.now());
}

/** A client that keeps the three rules, one request at a time; the receipt's number in the end. */
async function filePolitely(url: string, no: string): Promise<string> {
  let mayBeTaken = false;
  for (;;) {
    const reply = await reach(mayBeTaken ? inquire(url, no) : put(url, no));
    const seen = seenOf(reply, no);
    if (reply !== null && (seen === '200 receipt' || seen === '201 receipt')) {
      return receiptBody.parse(reply.body).receiptNo;
    }
    if (reply?.status === 404) mayBeTaken = false;
    else if (reply?.status !== 503 && reply?.status !== 429) mayBeTaken = true;
    if (reply !== null) await sleep(retryMs(reply));
  }
}

describe('a client', () => {
  it('that keeps the rules gets one receipt each, and the auditor finds nothing', async () => {
    // Without the long waits, for a quick test.
    const quick = faults.filter((fault) => !/seconds|date|hang|pending/.test(fault));
    const { central, url } = await start(2, 0.5, quick);
    for (let serial = 1; serial <= 60; serial += 1) {
      const no = numberOf(serial);
      const receiptNo = await filePolitely(url, no);
      expect(central.report().receipts[no]).toEqual([receiptNo]);
    }
    const report = central.report();
    expect(report).toMatchObject({ taken: 60, audit: { ...none, doubtful: 0 } });
    expect(Object.keys(report.faults).length).toBeGreaterThan(quick.length / 2);
  });

  it('that waits as it is told, in seconds or by date, is not inside Retry-After', async () => {
    const { central, url } = await start(3, 1, ['503-seconds', '429-date']);
    for (let serial = 1; serial <= 2; serial += 1) {
      const reply = await put(url, numberOf(serial));
      expect(retryMs(reply)).toBeGreaterThan(0);
      await sleep(retryMs(reply));
    }
    expect(central.report().audit).toMatchObject({ ...none, doubtful: 0 });
  });

  it('that does not is found out', async () => {
    const { central, url } = await start(3, 1, ['503-seconds']);
    await put(url, numberOf(1));
    await put(url, numberOf(1));
    expect(central.report().audit).toMatchObject({ ...none, insideRetryAfter: 1 });
    central.setFaults(1, ['reset-after']);
    await reach(put(url, numberOf(2)));
    central.setFaults(0);
    await put(url, numberOf(2));
    await put(url, numberOf(2), { body: importXml(numberOf(2), '!') });
    const { audit } = central.report();
    expect(audit).toMatchObject({ blindResends: 1, changedBytes: 1, doubleFilings: 1 });
    expect(audit.insideRetryAfter + audit.doubtful).toBe(4);
  });

  it('that sends and asks at once is found out', async () => {
    const { central, url } = await start(3, 1, ['hang-before']);
    const sending = reach(put(url, numberOf(1), { timeoutMs: 1000 }));
    await expect.poll(() => central.report().requests).toBe(1);
    central.setFaults(0);
    await inquire(url, numberOf(1));
    await sending;
    await expect.poll(() => central.report().audit.overlaps).toBe(1);
  });
});

it('repeats notices, and loses none', async () => {
  const { central, url } = await start(6, 0);
  for (let serial = 1; serial <= 20; serial += 1) await put(url, numberOf(serial));
  central.setFaults(0.6, ['500-before', 'cut']);
  const seen: string[] = [];
  const released = new Set<string>();
  let next = '';
  while (released.size < 20) {
    const page = await reach(get(url, `notices?limit=7&after=${next}`));
    if (page?.status !== 200) continue;
    const { notices, next: cursor } = noticesBody.parse(page.body);
    next = cursor;
    seen.push(...notices.map(({ id }) => id));
    for (const { kind, declarationNo } of notices)
      if (kind === 'released') released.add(declarationNo);
  }
  expect(seen.length).toBeGreaterThan(new Set(seen).size);
});

it('runs as a process of its own, with its ledger at /__ledger', async () => {
  const file = fileURLToPath(new URL('../../support/unkind-central.ts', import.meta.url));
  const child = spawn(process.execPath, [file, '--port', '0', '--seed', '9', '--faults', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'));
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(line));
    const receipt = receiptBody.parse((await put(url, numberOf(1))).body);
    const response = await fetch(`${url}/__ledger`);
    expect(await response.json()).toMatchObject({
      requests: 1,
      taken: 1,
      receipts: { [numberOf(1)]: [receipt.receiptNo] },
      audit: none,
    });
  } finally {
    child.kill();
  }
});
