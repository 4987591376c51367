import { outbox } from './0001-outbox.ts';
import { parts } from './0002-parts.ts';
import { attempts } from './0003-attempts.ts';
import { directives } from './0008-directives.ts';

export interface Migration {
  /** Number of the data version that it leads to; they count up from 1 without a gap. */
  version: number;
  sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, sql: outbox },
  { version: 2, sql: parts },
  { version: 3, sql: attempts },
  { version: 8, sql: directives },
];
