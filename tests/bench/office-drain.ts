import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBook } from '../../main/practice/book.ts';
import { createCentralServer } from '../../main/practice/central-server.ts';
import { checkDocument } from '../../main/practice/document-check.ts';
import { served } from '../../main/practice/plan.ts';
import { systemClock } from '../../main/engine/system-clock.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { koreanDate } from '../../shared/time.ts';
import { naru } from '../support/naru-process.ts';

export interface OfficeDrain {
  filings: number;
  /** How long the central system works on a request, in milliseconds. */
  workMs: number;
  /** From the first arrival at the central system to the last, in seconds. */
  seconds: number;
  /** The same at KCS's limits, to the request. */
  allowedSeconds: number;
  /** Most arrivals in any second, and most sendings and inquiries in any minute. */
  mostInSecond: number;
  mostInMinute: number;
  /** What the auditor found, of every kind together. */
  findings: number;
}

/** KCS's limits for an office (KCS API guide 1.5). */
const perSecond = 20;
const perMinute = 300;

/** The program itself, as `naru run`, empties its outbox into the practice central system at full health. */
export async function benchOfficeDrain(
  folder: string,
  filings: number,
  workMs: number,
): Promise<OfficeDrain> {
  const data = join(folder, `office-${workMs}`);
  const file = join(folder, `office-${workMs}.json`);
  const today = koreanDate(systemClock.now());
  writeFileSync(file, JSON.stringify(practiceFilings({ count: filings, seed: workMs, today })));
  const pace = {
    receivedMs: [20, 200],
    decisionMs: [100, 1200],
    furtherMs: [100, 1000],
    documentsRequired: 0,
    inspection: 0,
    review: 0,
    rejected: 0,
  } as const;
  const book = openBook(':memory:', 'bench', workMs, { ...pace });
  const arrivals: number[] = [];
  const sendings: number[] = [];
  const counted: number[] = [];
  const server = createCentralServer({
    clock: systemClock,
    book,
    token: () => null,
    check: checkDocument,
    logSize: 100,
    planFor(ask) {
      arrivals.push(ask.now);
      if (ask.want === 'submit') sendings.push(ask.now);
      if (ask.want === 'submit' || ask.want === 'inquire') counted.push(ask.now);
      return served(workMs);
    },
    ownWord: () => ({ state: 'normal' }),
    onChange: () => {},
  });
  const { url } = await server.listen(0, '127.0.0.1');
  try {
    await succeed([
      'init',
      '--data',
      data,
      '--declarant',
      '12345',
      '--name',
      '나루',
      '--customs',
      '040C1',
    ]);
    await succeed(['import', '--data', data, file]);
    await succeed([
      'run',
      '--data',
      data,
      '--central',
      url,
      '--until-settled',
      '--timeout',
      '3600',
    ]);
    const { findings: _, doubtful: __, ...counts } = server.audit();
    return {
      filings: new Set(book.entries().map(({ subject }) => subject)).size,
      workMs,
      seconds: ((sendings.at(-1) ?? 0) - (sendings[0] ?? 0)) / 1000,
      allowedSeconds: allowed(filings),
      mostInSecond: mostWithin(arrivals, 1000),
      mostInMinute: mostWithin(counted, 60_000),
      findings: Object.values(counts).reduce((a, b) => a + b, 0),
    };
  } finally {
    await server.close();
    book.close();
  }
}

async function succeed(args: readonly string[]): Promise<void> {
  const { code, out, err } = await naru(args);
  if (code !== 0) throw new Error(`naru ${args[0]} ended with ${code}: ${out}${err}`);
}

/** Whole minutes at the limit a minute, and the rest at the limit a second. */
function allowed(requests: number): number {
  const minutes = Math.floor((requests - 1) / perMinute);
  return minutes * 60 + (requests - 1 - minutes * perMinute) / perSecond;
}

/** Most instants in any window of this length. */
function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0;
  let first = 0;
  for (const [last, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
