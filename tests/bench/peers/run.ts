import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { meanBytes, sampleFiling } from '../samples.ts';
import type { Config } from './contender.ts';
import { readyRoster, type Ready } from './install.ts';
import { killAgainAndAgain, pauseForANight } from './kills.ts';
import { startLedger, type LedgerServer } from './ledger-server.ts';
import { cutPower } from './power-cut.ts';
import { benchmarksPage, consoleRows, type Row } from './report.ts';
import type { Entry } from './roster.ts';
import { measureSpeeds } from './speed.ts';
import type { Launch } from './start.ts';
import { countSyncs } from './syncs.ts';
import { hasStrace } from './trace.ts';

/**
 * `npm run bench:peers [-- --rounds 8 --each 150 --kills 20 --cuts 60 --write]`: Naru's outbox
 * beside the queues for SQLite that npm has. `--write` puts the result into docs/benchmarks.md.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    each: { type: 'string', default: '150' },
    kills: { type: 'string', default: '20' },
    cuts: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const [rounds, each, kills, cuts, seed] = (
  ['rounds', 'each', 'kills', 'cuts', 'seed'] as const
).map((name) => Number(values[name]));

const root = join(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'naru-peers-'));
const samples = join(folder, 'samples.json');
const declarations = Array.from({ length: 500 }, (_, i) => sampleFiling(i).declaration);

try {
  writeFileSync(samples, JSON.stringify(declarations));
  const entries = await readyRoster();
  const ledger = await startLedger();
  const rows = await measure(entries, ledger);
  ledger.close();
  console.table(consoleRows(rows));
  const page = benchmarksPage({
    rows,
    meanBytes,
    cores: cpus().length,
    day: new Date().toISOString().slice(0, 10),
    kills: kills ?? 0,
    hasStrace,
  });
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  writeFileSync(join(root, 'artifacts', 'bench-peers.md'), page);
  writeFileSync(join(root, 'artifacts', 'bench-peers.json'), `${JSON.stringify(rows, null, 2)}\n`);
  if (values.write) {
    const file = join(root, 'docs', 'benchmarks.md');
    writeFileSync(file, page);
    spawnSync('npx', ['oxfmt', file], { cwd: root, shell: process.platform === 'win32' });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// Contenders that were killed leave sockets behind.
process.exit(0);

async function measure(entries: readonly Ready[], ledger: LedgerServer): Promise<Row[]> {
  const able = entries.filter((entry) => 'launch' in entry);
  console.log(`Speed, ${rounds} rounds of ${each} filings of ${meanBytes} bytes …`);
  const speeds = await measureSpeeds(able, {
    rounds: rounds ?? 0,
    each: each ?? 0,
    configFor: (entry) => config(entry, 'speed', ledger),
  });
  const rows: Row[] = [];
  for (const entry of entries) {
    const name = `${entry.name}${entry.modes > 1 ? `, ${entry.sync}` : ''}`;
    if (!('launch' in entry)) {
      console.log(`${name}: NOT measured, ${entry.trouble}.`);
      rows.push({ name, trouble: entry.trouble });
      continue;
    }
    console.log(`${name}: syncs, power cuts, kills, a night …`);
    const speed = speeds[able.indexOf(entry)];
    if (speed !== undefined) rows.push({ name, speed, ...(await measureSafety(entry, ledger)) });
  }
  return rows;
}

async function measureSafety(
  entry: Entry & { launch: Launch },
  ledger: LedgerServer,
): Promise<Pick<Extract<Row, { speed: unknown }>, 'syncs' | 'power' | 'kills' | 'night'>> {
  const { launch } = entry;
  const own = (what: string): Config => config(entry, what, ledger);
  const below = (what: string): string => {
    const path = join(folder, `${entry.name}-${entry.sync}-${what}`);
    mkdirSync(path);
    return path;
  };
  const watched = below('syncs');
  return {
    syncs: hasStrace
      ? await countSyncs(launch, watched, { ...own('syncs'), file: join(watched, 'queue.db') })
      : null,
    power: hasStrace ? await cutPower(entry, below('cuts'), own('cuts'), cuts ?? 0) : null,
    kills: entry.recovers
      ? await killAgainAndAgain(launch, own('kills'), ledger, {
          kills: kills ?? 0,
          seed: seed ?? 0,
        })
      : null,
    night: entry.recovers ? await pauseForANight(launch, own('night'), ledger) : null,
  };
}

function config(entry: Entry, what: string, { url }: LedgerServer): Config {
  return {
    file: join(folder, `${entry.name}-${entry.sync}-${what}.db`),
    sync: entry.sync,
    samples,
    url,
    marks: null,
    clock: { offsetMs: 0, speed: 1 },
  };
}
