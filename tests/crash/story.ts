import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { openForReading } from '../../main/store/index.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { civilDate } from '../../shared/time.ts';
import { ended, naru, startNaru, startUnkindCentral } from '../support/naru-process.ts';
import { seededRandom } from '../support/virtual-clock.ts';

export interface CrashStory {
  folder: string;
  filings: number;
  kills: number;
  seed: number;
  /** Share of requests that meet a fault. */
  faults: number;
  tell(line: string): void;
}

export interface CrashReport {
  kills: number;
  /** Kills that met an attempt on its way. */
  recovered: number;
  findings: string[];
}

/** Time runs faster here than in an office, for us as for the central system. */
const pacing = JSON.stringify({
  minIntervalMs: 0,
  maxIntervalMs: 2000,
  maxBusyIntervalMs: 2000,
  troubleIntervalMs: 20,
  minGapMs: 25,
  limitPerSecond: 1000,
  limitPerMinute: 60_000,
  startSpreadMs: 0,
  inquirySettleMs: 60,
  inquiryFirstMs: 60,
  inquiryMaxMs: 2000,
  minTimeoutMs: 300,
  firstTimeoutMs: 600,
  maxTimeoutMs: 2000,
  emptyNoticesMs: 500,
  // The central system asks for up to two seconds, and dates are rounded to whole ones.
  unheardPauseMs: 3300,
});

/** How long the central system works on a request at most, in milliseconds. */
const longestWorkMs = 80;

const lineSchema = z.object({
  reference: z.string(),
  declarationNo: z.string(),
  transport: z.string(),
  customs: z.string(),
  receiptNo: z.string().nullable(),
});
const ledgerSchema = z.object({
  requests: z.number(),
  receipts: z.record(z.string(), z.array(z.string())),
  audit: z.object({
    doubleFilings: z.number(),
    blindResends: z.number(),
    insideRetryAfter: z.number(),
    overlaps: z.number(),
    changedBytes: z.number(),
    findings: z.array(z.object({ rule: z.string(), at: z.number(), detail: z.string() })),
  }),
});

/**
 * Imports filings, sends them to an unkind central system, kills the process without warning at
 * random instants again and again, lets the last run come to its end and compares the ledgers.
 */
export async function tellCrashStory(story: CrashStory): Promise<CrashReport> {
  const { folder, filings, kills, seed, tell } = story;
  const random = seededRandom(seed);
  const data = join(folder, 'data');
  const findings: string[] = [];
  const file = join(folder, 'filings.json');
  const samples = practiceFilings({ count: filings, seed, today: civilDate('2026-11-23') });
  writeFileSync(file, JSON.stringify(samples));

  await naru([
    'init',
    '--data',
    data,
    '--declarant',
    '12345',
    '--name',
    '나루',
    '--customs',
    '04010',
  ]);
  const imported = await naru(['import', '--data', data, file]);
  if (imported.code !== 0) findings.push(`import ended with ${imported.code}: ${imported.out}`);

  const central = await startUnkindCentral(seed, story.faults, longestWorkMs);
  const run = ['run', '--data', data, '--central', central.url, '--pacing', pacing];
  try {
    let done = 0;
    while (done < kills) {
      const child = startNaru(run);
      const over = ended(child);
      // Some kills shall meet it while it starts, most at work, and many a request on its way.
      const chance = random();
      if (chance < 0.85) await Promise.race([once(child.stdout ?? child, 'data'), over]);
      if (chance < 0.4) await requestArrives(central.url);
      await setTimeout((chance < 0.4 ? longestWorkMs : 1500) * random());
      child.kill('SIGKILL');
      const end = await over;
      if (end.signal !== 'SIGKILL') {
        findings.push(`run ended by itself with ${end.code}: ${end.out}${end.err}`);
        break;
      }
      done += 1;
      if (done % 10 === 0) tell(`${done} kills`);
    }
    const last = await naru([...run, '--until-settled', '--timeout', '600']);
    if (last.code !== 0)
      findings.push(`the last run ended with ${last.code}: ${last.out}${last.err}`);
    const verified = await naru(['verify', '--data', data]);
    if (verified.code !== 0) findings.push(`verify: ${verified.out}`);
    const lines = await listed(data);
    const answer = await fetch(`${central.url}/__ledger`);
    const ledger = ledgerSchema.parse(await answer.json());
    findings.push(
      ...compare(
        lines,
        ledger,
        samples.map(({ reference }) => reference),
      ),
    );
    tell(`${ledger.requests} requests, ${Object.keys(ledger.receipts).length} receipts`);
    return { kills: done, recovered: countRecovered(data), findings };
  } finally {
    central.end();
  }
}

const countSchema = z.object({ requests: z.number() });

/** Until the central system has got another request; not for ever, for there may be none left. */
async function requestArrives(url: string): Promise<void> {
  const count = async () =>
    countSchema.parse(await (await fetch(`${url}/__requests`)).json()).requests;
  const before = await count();
  for (let look = 0; look < 500 && (await count()) === before; look += 1) await setTimeout(10);
}

async function listed(data: string): Promise<z.output<typeof lineSchema>[]> {
  const { out } = await naru(['list', '--data', data, '--json']);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** Lost, doubled, phantom, out of step, blind, inside Retry-After, overlapping: all must be nought. */
function compare(
  lines: readonly z.output<typeof lineSchema>[],
  ledger: z.output<typeof ledgerSchema>,
  references: readonly string[],
): string[] {
  const findings: string[] = [];
  const ours = new Map(lines.map((line) => [line.reference, line]));
  for (const reference of references) {
    const line = ours.get(reference);
    if (line === undefined) findings.push(`lost: ${reference}`);
    else {
      const receipts = ledger.receipts[line.declarationNo] ?? [];
      if (line.transport !== 'acknowledged') findings.push(`${reference} is ${line.transport}`);
      if (receipts.length !== 1) findings.push(`${reference} has ${receipts.length} receipts`);
      if (receipts[0] !== line.receiptNo)
        findings.push(`${reference}: ${line.receiptNo} is not ${receipts[0]}`);
    }
  }
  if (lines.length !== references.length) findings.push(`${lines.length} of ${references.length}`);
  const numbers = new Set(lines.map(({ declarationNo }) => declarationNo));
  for (const no of Object.keys(ledger.receipts))
    if (!numbers.has(no)) findings.push(`phantom: ${no}`);
  const { findings: details, ...counts } = ledger.audit;
  for (const [breach, count] of Object.entries(counts))
    if (count !== 0) findings.push(`${breach}: ${count}`);
  for (const { rule, at, detail } of details)
    findings.push(`${rule} at ${new Date(at).toISOString()}: ${detail}`);
  return findings;
}

/** Attempts that a kill met on their way. */
function countRecovered(data: string): number {
  const store = openForReading(data, 'real');
  try {
    let recovered = 0;
    for (const { kind } of store.tables.journal.walk()) if (kind === 'recovered') recovered += 1;
    return recovered;
  } finally {
    store.close();
  }
}
