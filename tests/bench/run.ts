import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDrain, benchEnqueue } from './durable.ts';
import { benchHttp } from './http.ts';
import { benchIntake } from './intake.ts';
import { benchOfficeDrain } from './office-drain.ts';
import { timePack } from './evidence.ts';
import { benchNotices } from './notices.ts';
import { benchQueued, benchVisits } from './queued.ts';
import { meanBytes } from './samples.ts';
import { benchScale } from './scale.ts';
import type { Comparison } from './measure.ts';

/**
 * `npm run bench [-- --sizes 1000,100000,1000000]`: ratios taken side by side in one run.
 * `npm run bench -- --drain 3000`: an office's backlog at customs' limits alone, which takes minutes.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    drain: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'naru-bench-'));

function show(title: string, rows: readonly Comparison[], bound: string): void {
  console.log(`\n${title} (${bound})`);
  console.table(
    rows.map(({ name, micros, ratio }) => ({
      what: name,
      'µs each': Math.round(micros),
      'speed as a share of the first': Number(ratio.toFixed(2)),
    })),
  );
}

async function drainOffices(filings: number): Promise<void> {
  const drains = await Promise.all(
    [20, 1000].map((workMs) => benchOfficeDrain(folder, filings, workMs)),
  );
  console.log(`\n${filings} filings, a central system at full health, KCS's limits (wanted: 1.05)`);
  console.table(
    drains.map(({ seconds, allowedSeconds, ...rest }) => ({
      ...rest,
      seconds: Math.round(seconds),
      'of what the limits allow': Number((seconds / allowedSeconds).toFixed(3)),
    })),
  );
}

/** What a full queue costs: the same with few and with many that wait. */
async function compareQueued(few: number, many: number): Promise<void> {
  console.log(`\n${many.toLocaleString('en')} queued: what it costs`);
  const visits = await benchVisits(folder, few, many);
  console.log('  microseconds a visit, the disk left out (wanted: 1.10 or less)');
  console.table(
    Object.entries(visits).map(([what, one]) => ({
      what,
      [few]: Math.round(one.few),
      [many]: Math.round(one.many),
      ratio: Number(one.ratio.toFixed(2)),
    })),
  );
  for (const waiting of ['queued', 'unconfirmed'] as const)
    for (const filings of [few, many]) {
      const { startMs, rssMb, calls } = await benchQueued(folder, waiting, filings);
      console.log(
        `  ${filings.toLocaleString('en')} ${waiting}: process start to first page ${Math.round(startMs)} ms, resident ${rssMb} MB; ${inMs(calls)}`,
      );
    }
  const notices = await benchNotices(folder, 10_000);
  console.log(
    `  ${notices.notices.toLocaleString('en')} notices in ${notices.pages} pages: ${inSeconds(notices.ms)}, ${(notices.ms / notices.bareMs).toFixed(1)} times their bare inserts; longest block ${notices.longestBlockMs.toFixed(0)} ms (wanted: 50), told ${notices.tellings} times`,
  );
}

async function compareAll(): Promise<void> {
  console.log(`Declarations of ${meanBytes} bytes on average; every commit synced; AEGIS-256.`);
  show('Durable enqueue', await benchEnqueue(folder), 'wanted: 0.85 or more');
  show('Claim, send, settle', await benchDrain(folder, 2100), 'wanted: 0.90 or more');
  show('The same with HTTP', await benchHttp(folder, 1600), 'against axios without a store');
  const intake = await benchIntake(folder, 10_000, 30);
  console.log(
    `\nA spreadsheet of ${intake.rows.toLocaleString('en')} rows and ${intake.columns} columns, ${intake.fileMb.toFixed(1)} MB (wanted: 30 s, 600 MB, blocks of 50 ms)`,
  );
  console.log(
    `  checked in ${inSeconds(intake.checkedMs)}, queued in ${inSeconds(intake.queuedMs)}: ${intake.ratio.toFixed(1)} times a bare loop that parses and inserts (${inSeconds(intake.bareMs)})`,
  );
  console.log(
    `  longest block of the engine ${intake.longestBlockMs.toFixed(0)} ms (99 of 100 below ${intake.p99BlockMs.toFixed(0)} ms), at rest ${intake.restMb.toFixed(0)} MB, at most ${intake.peakMb.toFixed(0)} MB with its thread`,
  );
  const pack = await timePack(10_000);
  console.log(`\nAn evidence pack of 10,000 attempts: ${inSeconds(pack)} (wanted: 20 s)`);
  for (const size of values.sizes.split(',').map(Number)) {
    const result = await benchScale(folder, size);
    console.log(
      `\n${size.toLocaleString('en')} filings (filled in ${Math.round(result.fillSeconds)} s)`,
    );
    console.log(
      `  process start to first page ${Math.round(result.startMs)} ms, resident ${result.rssMb} MB, after use ${result.rssAfterMb} MB`,
    );
    console.log(`  sync state ${result.countMs.toFixed(2)} ms`);
    console.log(`  a page of 100: ${inMs(result.pages)}`);
    console.log(`  search: ${inMs(result.searches)}`);
  }
  await compareQueued(2000, 100_000);
}

try {
  if (values.drain === undefined) await compareAll();
  else await drainOffices(Number(values.drain));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function inMs(times: Readonly<Record<string, number>>): string {
  return Object.entries(times)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
    .join(', ');
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
