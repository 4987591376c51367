import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/engine/system-clock.ts';
import {
  createPracticeCentral,
  type PracticeCentral,
  type PracticeOptions,
} from '../../../main/practice/index.ts';
import type { PracticeState, Scenario } from '../../../shared/contract/practice.ts';
import { get, inquire, noticesBody, numberOf, put, reach, receiptBody } from './client.ts';

let central: PracticeCentral | null = null;
let folder: string | null = null;
afterEach(async () => {
  await central?.close();
  if (folder !== null) rmSync(folder, { recursive: true });
  central = null;
  folder = null;
});

async function start(scenario: Scenario, more: Partial<PracticeOptions> = {}) {
  const created = createPracticeCentral({ seed: 4, scenario, clock: systemClock, ...more });
  central = created;
  const { url } = await created.listen(0);
  return { central: created, url };
}

const none = {
  doubleFilings: 0,
  blindResends: 0,
  insideRetryAfter: 0,
  overlaps: 0,
  changedBytes: 0,
};

/** Sends from 20 lanes; without a reply after `timeoutMs` the next is sent. */
async function putMany(url: string, amount: number, timeoutMs = 2000) {
  const serials = Array.from({ length: amount }, (_, index) => index + 1);
  const lanes = Array.from({ length: 20 }, (_, index) => index);
  const replies = await Promise.all(
    lanes.map(async (lane) => {
      const mine = [];
      for (const serial of serials.filter((each) => each % lanes.length === lane)) {
        const reply = await reach(put(url, numberOf(serial), { timeoutMs }));
        mine.push({ no: numberOf(serial), reply });
      }
      return mine;
    }),
  );
  return replies.flat();
}

describe('calm', () => {
  it('takes 200 filings, each at the first try', async () => {
    const { central, url } = await start('calm');
    const sent = await putMany(url, 200, 20_000);
    expect(sent.map(({ reply }) => reply?.status)).toEqual(Array(200).fill(201));
    const receipts = sent.map(({ reply }) => receiptBody.parse(reply?.body).receiptNo);
    expect(new Set(receipts).size).toBe(200);
    expect(central.state()).toMatchObject({ taken: 200, requests: 200, audit: none, url });
    expect(new Set(central.ledger().map(({ receiptNo }) => receiptNo))).toEqual(new Set(receipts));
  });

  it('tells of everything in its notices, once each', async () => {
    const { url } = await start('calm', {
      pace: { receivedMs: [0, 1], decisionMs: [1, 20], furtherMs: [1, 20] },
    });
    await putMany(url, 20);
    const released = new Set<string>();
    let next = '';
    while (released.size < 20) {
      const page = noticesBody.parse((await get(url, `notices?after=${next}`)).body);
      ({ next } = page);
      for (const { kind, declarationNo } of page.notices) {
        if (kind === 'released' || kind === 'rejected') released.add(declarationNo);
      }
    }
    expect(released.size).toBe(20);
  });
});

describe('lost replies', () => {
  it('takes filings without saying so; the inquiry then knows', async () => {
    const { central, url } = await start('lost-replies');
    const sent = await putMany(url, 60);
    const lost = sent.filter(({ reply }) => reply === null);
    expect(lost.length).toBeGreaterThan(10);
    expect(lost.length).toBeLessThan(60);
    expect(central.ledger()).toHaveLength(60);
    central.setScenario('calm');
    for (const { no } of lost) {
      const inquiry = await inquire(url, no);
      expect([no, inquiry.status]).toEqual([no, 200]);
    }
    // Whoever asked first may send again: the same receipt, and nothing for the auditor.
    for (const { no } of lost) expect((await put(url, no)).status).toBeLessThan(203);
    expect(central.state()).toMatchObject({ audit: none });
    expect(central.ledger()).toHaveLength(60);
  });

  it('is seen by the auditor where one sends again without asking', async () => {
    const { central, url } = await start('lost-replies');
    const sent = await putMany(url, 30);
    const lost = sent.filter(({ reply }) => reply === null);
    central.setScenario('calm');
    for (const { no } of lost) await put(url, no);
    expect(central.audit()).toMatchObject({ ...none, blindResends: lost.length });
  });
});

describe('outage', () => {
  it('lets next to nothing through, and all of it once it is over', async () => {
    const { central, url } = await start('outage');
    const sent = await putMany(url, 40, 1000);
    expect(sent.filter(({ reply }) => reply?.status === 201).length).toBeLessThan(10);
    central.setScenario('calm');
    for (const { no } of sent) {
      if ((await inquire(url, no)).status === 404) await put(url, no);
    }
    expect(central.state()).toMatchObject({ taken: 40, audit: none });
  });

  it('breaks what hangs when another scenario begins', async () => {
    const { central, url } = await start('outage');
    const calls = Array.from({ length: 60 }, (_, index) =>
      reach(put(url, numberOf(index), { timeoutMs: 20_000 })),
    );
    await expect.poll(() => central.state().requests).toBe(60);
    await expect
      .poll(() => central.requests().filter(({ end }) => end === 'open').length)
      .toBeLessThan(30);
    central.setScenario('calm');
    expect((await Promise.all(calls)).filter((reply) => reply === null).length).toBeGreaterThan(20);
  });
});

describe('brownout', () => {
  it('says of itself that it is degraded, and since when', async () => {
    const { central, url } = await start('calm');
    expect((await get(url, 'status')).body).toEqual({ state: 'normal' });
    central.setScenario('brownout');
    expect((await get(url, 'status')).body).toMatchObject({ state: 'degraded' });
  });
});

it('keeps its ledger over a restart', async () => {
  folder = mkdtempSync(join(tmpdir(), 'naru-practice-'));
  const store = join(folder, 'ledger.db');
  const first = await start('calm', { store });
  const receipt = receiptBody.parse((await put(first.url, numberOf(1))).body);
  await first.central.close();
  const second = await start('calm', { store });
  const inquiry = receiptBody.parse((await inquire(second.url, numberOf(1))).body);
  expect(inquiry.receiptNo).toBe(receipt.receiptNo);
  expect((await put(second.url, numberOf(1))).status).toBe(200);
  expect(second.central.state()).toMatchObject({ taken: 1, audit: none });
});

it('tells of changes, several at once', async () => {
  const { central, url } = await start('calm');
  const states: PracticeState[] = [];
  const stop = central.onChange((state) => states.push(state));
  await putMany(url, 20);
  await expect.poll(() => states.at(-1)?.taken).toBe(20);
  expect(states.length).toBeLessThan(40);
  central.setScenario('outage');
  await expect.poll(() => states.at(-1)?.scenario).toBe('outage');
  stop();
});

it('holds no more requests than its log is long', async () => {
  const { central, url } = await start('calm');
  for (let times = 0; times < 21; times += 1) {
    await Promise.all(Array.from({ length: 50 }, () => get(url, 'status')));
  }
  expect(central.requests()).toHaveLength(1000);
  expect(central.requests().at(-1)?.request).toBe(1050);
});
