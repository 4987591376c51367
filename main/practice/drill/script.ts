import type { DrillRule, DrillScenario } from '../../../shared/drill/scenarios.ts';
import type { FilingInput } from '../../../shared/documents/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Phase } from './phases.ts';

/** A filing of a drill, and when it comes. */
export interface Arrival {
  /** Milliseconds after the start. */
  at: number;
  filing: FilingInput;
  /** What it must be in by; `null` where it has time. */
  limit: { by: EpochMs; rule: DrillRule } | null;
}

/** The personal customs code of a consignee who has it reissued. */
export interface Reissue {
  /** Milliseconds after the start. */
  at: number;
  code: string;
}

/** A drill laid down beforehand, to the last request's fate: data, made from its seed. */
export interface Script {
  scenario: DrillScenario;
  seed: number;
  startAt: EpochMs;
  /** When it is over, in milliseconds after the start; the queue is given `restMs` to come to its end. */
  endsAfter: number;
  /** Longest time after that in which what still waits may yet go out. */
  restMs: number;
  phases: readonly Phase[];
  arrivals: readonly Arrival[];
  reissues: readonly Reissue[];
  credentials: {
    /** Milliseconds after the start from which on the central system asks for the new ones. */
    expireAt: number;
    before: string;
    after: string;
  };
}
