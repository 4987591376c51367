import type { Clock } from '../../shared/time.ts';
import type { Changes } from './changes.ts';
import type { Line } from './line.ts';
import type { Session } from './session.ts';

/** What the groups of calls work on. */
export interface Engaged {
  /** The session of the moment; a change of mode brings another one. */
  session(): Session;
  clock: Clock;
  changes: Changes;
  /**
   * Taking files in and changing the session go one by one: a batch's filings have their ids
   * together, and no store is closed under it.
   */
  line: Line;
  /**
   * Opens the same session again, with what was set since; within the line. `between` is done while
   * no database is open; where it fails the session that was there is opened again.
   */
  enterAgain(between?: () => void): Promise<void>;
}
