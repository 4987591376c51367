import type { Cause } from '../../shared/filing/attempts.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Lane } from './policy/index.ts';

/** What a request showed, told once it is on disk. */
export interface Measured {
  /** `null`: the central system's status page. */
  lane: Lane | null;
  cause: Cause;
  at: EpochMs;
  /** Milliseconds by a clock that does not jump. */
  tookMs: number;
  /** Path of the file that was put into the sending folder; `null` where none was. */
  handedOver: string | null;
}
