import type { CentralGrade } from '../../../shared/sync/sync-state.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { PacerState } from './pacer-state.ts';
import type { PacingSettings } from './settings.ts';

/** How the central system is, and since when; `null` where nothing was tried. */
export interface GradeSince {
  grade: CentralGrade;
  since: EpochMs | null;
}

/** What went well longer ago than this says nothing about now. */
const staleAfterMs = 3_600_000;

/**
 * How the central system is, judged by our own traffic alone. "Stopped" stands until somebody gets
 * through; a good grade wears off when nothing was tried for an hour.
 */
export function centralGrade(state: PacerState, now: EpochMs): GradeSince {
  const { grade, since } = state.grade;
  if (grade === 'stopped' || grade === 'not-allowed') return { grade, since };
  const lastOutcomeAt = Math.max(state.lastSuccessAt ?? 0, state.lastFailure?.at ?? 0);
  if (grade !== 'unknown' && now - lastOutcomeAt > staleAfterMs)
    return { grade: 'unknown', since: epochMs(lastOutcomeAt + staleAfterMs) };
  return { grade, since };
}

/**
 * Judges anew after an outcome. Each grade is easier to keep than to get: slow from one latency
 * until a lower one, stopped until the first success, unsteady until five in a row went well.
 */
export function judgeGrade(state: PacerState, now: EpochMs, settings: PacingSettings): GradeSince {
  const grade = gradeOf(state, settings);
  if (grade === state.grade.grade) return state.grade;
  return { grade, since: grade === 'stopped' ? (state.firstFailureAt ?? now) : now };
}

function gradeOf(state: PacerState, settings: PacingSettings): CentralGrade {
  if (state.laneStopped !== null) return 'not-allowed';
  if (state.failuresInRow >= settings.stoppedAfter) return 'stopped';
  if (state.recentFailures.length === 0) return 'unknown';
  if (state.failuresInRow > 0 || state.recentFailures.includes(true)) return 'unsteady';
  const slowFrom = state.grade.grade === 'slow' ? settings.slowUntilMs : settings.slowFromMs;
  if (state.latencyMs !== null && state.latencyMs >= slowFrom) return 'slow';
  return 'working';
}
