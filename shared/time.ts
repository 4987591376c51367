import { z } from 'zod';
import type { Branded } from './brand.ts';

/** An instant, in milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Branded<number, 'EpochMs'>;
/** A calendar day in Korea, `YYYY-MM-DD`. */
export type CivilDate = Branded<string, 'CivilDate'>;

export const epochMs = (value: number): EpochMs => value as EpochMs;
/** Instants of the years 1 to 9999: any other has no calendar day that could be written. */
export const epochMsSchema = z
  .number()
  .int()
  .min(Date.parse('0001-01-02T00:00:00Z'))
  .max(Date.parse('9999-12-30T00:00:00Z'))
  .transform(epochMs);

const isCivilDate = (value: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value;
};

export const civilDateSchema = z
  .string()
  .refine(isCivilDate)
  .transform((value) => value as CivilDate);

/** @throws {RangeError} where the text is no calendar day. */
export function civilDate(value: string): CivilDate {
  if (!isCivilDate(value)) throw new RangeError(`not a calendar day: ${value}`);
  return value as CivilDate;
}

const koreaOffsetMs = 9 * 3_600_000;
const dayMs = 86_400_000;

/** The calendar day in Korea (UTC+9 all year) at an instant. */
export function koreanDate(at: EpochMs): CivilDate {
  return new Date(at + koreaOffsetMs).toISOString().slice(0, 10) as CivilDate;
}

/** The calendar year in Korea at an instant. */
export function koreanYear(at: EpochMs): number {
  return new Date(at + koreaOffsetMs).getUTCFullYear();
}

export function addDays(date: CivilDate, days: number): CivilDate {
  const at = Date.parse(`${date}T00:00:00Z`) + days * dayMs;
  return new Date(at).toISOString().slice(0, 10) as CivilDate;
}

/** Whole days from one calendar day to another; negative where `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** What the engine is given instead of the system's clock. */
export interface Clock {
  now(): EpochMs;
  /** Milliseconds that never jump, from an arbitrary start. */
  monotonic(): number;
  /** Resolves after `ms`, or at once where `signal` is aborted. */
  sleep(ms: number, signal?: Cancellation): Promise<void>;
}

/** A number in [0, 1), as `Math.random`. */
export type Random = () => number;

/** The part of `AbortSignal` that a pure layer may know. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
