import type { Effects } from './kills.ts';
import type { PowerCuts } from './power-cut.ts';
import type { Speed } from './speed.ts';
import type { Syncs } from './syncs.ts';

/** One contender's line; what is `null` was not measured, or has no meaning for it. */
export type Row =
  | { name: string; trouble: string }
  | {
      name: string;
      speed: Speed;
      syncs: Syncs | null;
      power: PowerCuts | null;
      kills: Effects | null;
      night: Effects | null;
    };

type Line = Readonly<Record<string, string>>;

const notMeasured = 'not measured';

function line(row: Row): Line {
  if ('trouble' in row) return { contender: row.name, 'enqueue/s': `not measured: ${row.trouble}` };
  const { speed, syncs, power, kills, night } = row;
  return {
    contender: row.name,
    'enqueue/s': per(speed.enqueuePerSecond, speed.enqueueRatio),
    'jobs/s': per(speed.jobsPerSecond, speed.jobsRatio),
    'p50 ms': speed.p50Ms.toFixed(2),
    'p99 ms': speed.p99Ms.toFixed(2),
    'jobs/s over HTTP': per(speed.httpPerSecond, speed.httpRatio),
    'syncs per enqueue': syncs === null ? notMeasured : syncs.perEnqueue.toFixed(2),
    'syncs per job': syncs === null ? notMeasured : syncs.perJob.toFixed(2),
    'lost at a power cut': power === null ? notMeasured : lost(power),
    'doubled under kill -9': kills === null ? '–' : `${kills.doubled}`,
    'never done': kills === null ? '–' : `${kills.never}`,
    'run twice after a night': night === null ? '–' : `${night.doubled} of ${night.jobs}`,
  };
}

function per(perSecond: number, ratio: number): string {
  return `${Math.round(perSecond).toLocaleString('en')} (${ratio.toFixed(2)})`;
}

function lost({ cuts, lossy, most, unreadable }: PowerCuts): string {
  if (lossy === 0) return '0';
  const broken = unreadable === 0 ? '' : `; ${unreadable} unreadable`;
  return `up to ${most} (${lossy} of ${cuts} cuts${broken})`;
}

export function consoleRows(rows: readonly Row[]): Line[] {
  return rows.map(line);
}

export interface Occasion {
  rows: readonly Row[];
  meanBytes: number;
  cores: number;
  day: string;
  kills: number;
  hasStrace: boolean;
}

/** docs/benchmarks.md: what was measured, how, and what it does not say. */
export function benchmarksPage({
  rows,
  meanBytes,
  cores,
  day,
  kills,
  hasStrace,
}: Occasion): string {
  const lines = rows.map(line);
  const columns = Object.keys(lines.find((one) => 'jobs/s' in one) ?? {});
  const jobs = rows.flatMap((row) =>
    'kills' in row && row.kills !== null ? [row.kills.jobs] : [],
  );
  const table = [
    `| ${columns.join(' | ')} |`,
    `| ${columns.map((_, i) => (i === 0 ? '---' : '--:')).join(' | ')} |`,
    ...lines.map((one) => `| ${columns.map((column) => one[column] ?? '').join(' | ')} |`),
  ];
  return `# Benchmarks

> **요약.** 접수 대기열을 다른 SQLite 작업 큐와 같은 컴퓨터, 같은 실행에서 번갈아 재었습니다. 괄호 안은 첫 줄의 한계, 곧 "두 트랜잭션만 도는 빈 반복문"에 대한 비율입니다. 나루는 커밋마다 디스크에 동기화하므로 동기화하지 않는 큐보다 느리지만, 전원이 끊겨도 잃은 신고가 없고, 강제 종료를 되풀이해도 같은 신고가 두 번 제출되지 않으며, 밤새 꺼 두었다 켜도 두 번 실행되지 않습니다. 이 세 칸이 모두 0인 것이 목적이고, 속도는 그다음입니다. 숫자는 한 번의 실행에서 나온 것이므로 비율만 보십시오.

Written by \`npm run bench:peers -- --write\` on ${day}, on one machine with ${cores} cores. Speeds are of one run on that machine, which did other things meanwhile; the ratios in brackets were taken side by side, turn by turn, and stand for themselves.

${table.join('\n')}

## What was compared

- **bare loop**: the least that claim, send and settle can be: two transactions that render and keep the same document, with the same cipher, synced alike. It is the limit of the disk, and no queue: nothing in it recovers.
- **naru**: the real store and the real outbox, without pacing. It encrypts every page, chains a journal by hash, and renders and checks the customs document; the other three keep plain text.
- **plainjob** 0.0.14, **better-queue** 3.8.12 with better-queue-sqlite 1.0.7, **liteque** 0.8.0 with better-sqlite3 11.9.1, since its runner does not work with later ones: each as its authors have it (_default_), and with \`synchronous = FULL\` in WAL (_full_). One worker, but two for the night.

Filings of about ${meanBytes} bytes. _enqueue/s_: one filing in one transaction. _jobs/s_: claimed, handed to a handler that returns at once, done; _p50_ and _p99_ are from one done to the next. _over HTTP_: the handler puts the declaration to a server on the loopback that answers 202 (to Naru a receipt, 201), a connection each. Syncs are \`fsync\` and \`fdatasync\` of the database and its log, seen by \`strace\`${hasStrace ? '' : ', which is not on this machine'}.

- **lost at a power cut**: right after each acknowledged enqueue the power goes; of each file only what was synced by then is there. Counted are acknowledged filings that are missing. No sector is torn and no file name is lost: kinder than a real disk.
- **doubled under kill -9**: ${jobs[0] ?? 0} jobs are handed in over HTTP; ${kills} times the process is killed at a random instant and started again half an hour later by its own clock. The receiving ledger counts arrivals: a job that arrived twice is doubled, for Naru a declaration filed twice. _never done_: it did not arrive at all, although nothing else was left to do.
- **run twice after a night**: four jobs are queued, the program is closed, and opened ten hours later; an answer takes a minute and a half. The clock of the process is set and runs fast; every library has its own defaults (liteque, which names none for its time-out, five minutes).

## What this does not say

- The others are job queues for work that may be done twice, and say so or leave it to their users; with handlers that are idempotent most of these columns do not matter. A declaration is not such work.
- better-queue calls a job queued before it is written, so that its column for full sync is about the writes that had come so far.
- Naru's share of the bare loop depends on the disk. It settles one filing and claims the next in one transaction, so it syncs half as often, but it computes more: the document's digest, the chain of the journal, what is checked at every change. The slower a sync, the further it is ahead; where a sync costs next to nothing, one filing at a time takes a quarter longer than the bare loop.
- An office files a few declarations a minute. Every contender is faster than that by far.
`;
}
