import { join } from 'node:path';
import type { Config } from './contender.ts';

/** Who is compared. */
export interface Entry {
  name: string;
  sync: Config['sync'];
  /** In how many ways of syncing it is measured. */
  modes: 1 | 2;
  /** Its process, in this folder. */
  process: string;
  /** How the references of what it keeps are read from its file. */
  references: string;
  isEncrypted: boolean;
  /** Whether it is a queue that goes on after its process ended; the bare loop is none. */
  recovers: boolean;
}

export const key = Buffer.alloc(32, 3);

const here = join(import.meta.dirname, 'contenders');
const ofJson = (column: string, table: string): string =>
  `SELECT json_extract(${column}, '$.reference') FROM ${table}`;

function both(name: string, references: string): Entry[] {
  const process = join(here, `${name}-process.ts`);
  return (['default', 'full'] as const).map((sync) => ({
    name,
    sync,
    process,
    references,
    modes: 2,
    isEncrypted: false,
    recovers: true,
  }));
}
const ours = {
  modes: 1,
  sync: 'full',
  references: 'SELECT reference FROM filing',
  isEncrypted: true,
} as const;

/** The first is the measure of the others. */
export const roster: readonly Entry[] = [
  { ...ours, name: 'bare loop', process: join(here, 'bare-process.ts'), recovers: false },
  { ...ours, name: 'naru', process: join(here, 'naru-process.ts'), recovers: true },
  ...both('plainjob', ofJson('data', 'plainjob_jobs')),
  ...both('better-queue', ofJson('task', 'task')),
  ...both('liteque', ofJson('payload', 'tasks')),
];
