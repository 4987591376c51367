import { z } from 'zod';
import { problemSchema } from '../errors.ts';
import { epochMsSchema } from '../time.ts';

/** Settings of the pacing that a person may change; the others stay inside. */
export const pacingNames = [
  'minIntervalMs',
  'maxIntervalMs',
  'maxBusyIntervalMs',
  'maxOpen',
  'limitPerSecond',
  'limitPerMinute',
  'urgentScale',
  'startSpreadMs',
  'firstTimeoutMs',
  'minTimeoutMs',
  'maxTimeoutMs',
] as const;
export const pacingNameSchema = z.enum(pacingNames);
export type PacingName = z.output<typeof pacingNameSchema>;

/** What a value counts, and as how many of it one shown unit stands; words under `pacing.units`. */
const units = { seconds: 1000, minutes: 60_000, hours: 3_600_000, requests: 1, share: 1 };
export type PacingUnit = keyof typeof units;

interface Bounds {
  min: number;
  max: number;
  /** In what a person reads and writes it. */
  unit: PacingUnit;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * The safe bounds, of a signed file too. No value within them is ruder to the central system than
 * its design allows, and any two go together: none of them meets the bounds of another that it must
 * stay below.
 */
export const pacingBounds = {
  minIntervalMs: { min: 200, max: minute, unit: 'seconds' },
  maxIntervalMs: { min: 15 * minute, max: 2 * hour, unit: 'minutes' },
  maxBusyIntervalMs: { min: 2 * hour, max: 24 * hour, unit: 'hours' },
  maxOpen: { min: 1, max: 20, unit: 'requests' },
  limitPerSecond: { min: 1, max: 20, unit: 'requests' },
  limitPerMinute: { min: 10, max: 300, unit: 'requests' },
  urgentScale: { min: 0.25, max: 1, unit: 'share' },
  startSpreadMs: { min: minute, max: hour, unit: 'minutes' },
  firstTimeoutMs: { min: 10_000, max: 2 * minute, unit: 'seconds' },
  minTimeoutMs: { min: 3000, max: 30_000, unit: 'seconds' },
  maxTimeoutMs: { min: 30_000, max: 10 * minute, unit: 'seconds' },
} as const satisfies Record<PacingName, Bounds>;

/** Whether a value lies within its bounds; counts and milliseconds are whole. */
export function isWithinBounds(name: PacingName, value: number): boolean {
  const { min, max, unit } = pacingBounds[name];
  return value >= min && value <= max && (unit === 'share' || Number.isInteger(value));
}

/** In the unit that a person reads, to two decimals, e.g. 44.17 minutes. */
export function inShownUnit(name: PacingName, value: number): number {
  return Math.round((value / units[pacingBounds[name].unit]) * 100) / 100;
}

/** What a person wrote in the shown unit, as it is kept. */
export function fromShownUnit(name: PacingName, shown: number): number {
  const value = shown * units[pacingBounds[name].unit];
  return pacingBounds[name].unit === 'share' ? value : Math.round(value);
}

/** Some of the settings, as an office or a signed file has chosen them. */
export const chosenPacingSchema = z.partialRecord(pacingNameSchema, z.number());
export type ChosenPacing = z.output<typeof chosenPacingSchema>;

/** Where a value comes from. */
export const pacingOrigins = ['default', 'fleet', 'office'] as const;

/** A sentence of whoever issues a pacing file. */
export const pacingNoteSchema = z.strictObject({
  ko: z.string().max(500),
  en: z.string().max(500),
});

export const pacingViewSchema = z.strictObject({
  values: z.array(
    z.strictObject({
      name: pacingNameSchema,
      value: z.number(),
      byDefault: z.number(),
      origin: z.enum(pacingOrigins),
    }),
  ),
  subscription: z
    .strictObject({
      address: z.string(),
      publicKey: z.string(),
      triedAt: epochMsSchema.nullable(),
      /** Why the last look brought nothing. */
      problem: problemSchema.nullable(),
      file: z
        .strictObject({
          serial: z.number().int(),
          issuedAt: epochMsSchema,
          validUntil: epochMsSchema,
          fetchedAt: epochMsSchema,
          /** Whether it holds now. */
          isValid: z.boolean(),
          note: pacingNoteSchema,
        })
        .nullable(),
    })
    .nullable(),
});
export type PacingView = z.output<typeof pacingViewSchema>;
