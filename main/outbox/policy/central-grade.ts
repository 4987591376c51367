import type { CentralGrade } from '../../../shared/sync/sync-state.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { lanes, type LaneState } from './lane-state.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/** How the central system is, and since when; `null` where nothing was tried. */
export interface GradeSince {
  grade: CentralGrade;
  since: EpochMs | null;
}

/** What went well longer ago than this says nothing about now. */
const staleAfterMs = 3_600_000;
/** The grade tells of the last few outcomes. */
const outcomes = 5;

/**
 * How the central system is, judged by our own traffic alone: by the declarations, and where none
 * was tried by what else was. "Stopped" stands until somebody gets through; a good grade wears off
 * when nothing was tried for an hour.
 */
export function centralGrade(state: PacerState, now: EpochMs): GradeSince {
  const judged = lanes.map((lane) => laneGrade(state[lane], now));
  const told = judged.find(({ grade }) => grade !== 'unknown') ?? judged[0];
  if (state.laneStopped === null) return told ?? { grade: 'unknown', since: null };
  const failures = lanes.map((lane) => state[lane].lastFailure?.at ?? 0);
  return { grade: 'not-allowed', since: epochMs(Math.max(...failures)) };
}

/** The same of one lane alone. */
export function laneGrade(lane: LaneState, now: EpochMs): GradeSince {
  const { grade, since } = lane.grade;
  if (grade === 'stopped') return { grade, since };
  const lastOutcomeAt = Math.max(lane.lastSuccessAt ?? 0, lane.lastFailure?.at ?? 0);
  if (grade !== 'unknown' && now - lastOutcomeAt > staleAfterMs)
    return { grade: 'unknown', since: epochMs(lastOutcomeAt + staleAfterMs) };
  return { grade, since };
}

/**
 * Judges a lane anew after an outcome. Each grade is easier to keep than to get: slow from one
 * latency until a lower one, stopped until the first success, unsteady until five in a row went
 * well.
 */
export function judgeGrade(lane: LaneState, now: EpochMs, settings: PacingSettings): GradeSince {
  const grade = gradeOf(lane, settings);
  if (grade === lane.grade.grade) return lane.grade;
  return { grade, since: grade === 'stopped' ? (lane.firstFailureAt ?? now) : now };
}

function gradeOf(lane: LaneState, settings: PacingSettings): CentralGrade {
  if (lane.failuresInRow >= settings.stoppedAfter) return 'stopped';
  const { recentFailures } = lane;
  if (recentFailures.length === 0) return 'unknown';
  if (recentFailures.includes(true, -outcomes)) return 'unsteady';
  const slowFrom = lane.grade.grade === 'slow' ? settings.slowUntilMs : settings.slowFromMs;
  if (lane.latencyMs !== null && lane.latencyMs >= slowFrom) return 'slow';
  return 'working';
}
