import { outbox } from './0001-outbox.ts';
import { parts } from './0002-parts.ts';
import { attempts } from './0003-attempts.ts';
import { health } from './0004-health.ts';
import { incidents } from './0005-incidents.ts';
import { deadlines } from './0006-deadlines.ts';
import { directives } from './0007-directives.ts';

export interface Migration {
  /** Number of the data version that it leads to; they count up from 1 without a gap. */
  version: number;
  sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, sql: outbox },
  { version: 2, sql: parts },
  { version: 3, sql: attempts },
  { version: 4, sql: health },
  { version: 5, sql: incidents },
  { version: 6, sql: deadlines },
  { version: 7, sql: directives },
];
