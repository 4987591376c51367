import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultPacing,
  mergePacing,
  outOfBounds,
  pacingSettingsSchema,
} from '../../../main/outbox/policy/index.ts';
import {
  fromShownUnit,
  inShownUnit,
  isWithinBounds,
  pacingBounds,
  pacingNames,
  type ChosenPacing,
  type PacingName,
} from '../../../shared/sync/pacing.ts';

/** Anything at all that may stand under a name, on both sides of its bounds. */
const anyValue = (name: PacingName): fc.Arbitrary<number> => {
  const { min, max } = pacingBounds[name];
  return fc.oneof(
    fc.integer({ min: Math.ceil(min), max }),
    fc.constantFrom(min, max, min - 1, max + 1, 0, -1, min + 0.5, Number.NaN, Infinity, -Infinity),
    fc.double(),
  );
};
const layer: fc.Arbitrary<ChosenPacing> = fc
  .tuple(...pacingNames.map((name) => fc.option(anyValue(name), { nil: undefined })))
  .map((values) => {
    const chosen: ChosenPacing = {};
    for (const [i, name] of pacingNames.entries()) {
      const value = values[i];
      if (value !== undefined) chosen[name] = value;
    }
    return chosen;
  });

describe('the layers of the pacing', () => {
  test('never come to a value beyond its bounds, nor above the limits of KCS', () => {
    fc.assert(
      fc.property(layer, layer, (fleet, office) => {
        const { settings } = mergePacing(defaultPacing, fleet, office);
        for (const name of pacingNames)
          expect(isWithinBounds(name, settings[name]), name).toBe(true);
        expect(settings.limitPerSecond).toBeLessThanOrEqual(20);
        expect(settings.limitPerMinute).toBeLessThanOrEqual(300);
        // Whatever goes together with whatever: the pacing as a whole is one that can be kept.
        expect(pacingSettingsSchema.parse(settings)).toEqual(settings);
      }),
    );
  });

  test('let the office go before the file, and the file before the default', () => {
    fc.assert(
      fc.property(layer, layer, (fleet, office) => {
        const { settings, origins } = mergePacing(defaultPacing, fleet, office);
        for (const name of pacingNames) {
          const good = (value: number | undefined): value is number =>
            value !== undefined && isWithinBounds(name, value);
          const [own, fleets] = [office[name], fleet[name]];
          const from = good(own) ? 'office' : good(fleets) ? 'fleet' : 'default';
          const expected = good(own) ? own : good(fleets) ? fleets : defaultPacing[name];
          expect({ name, origin: origins[name], value: settings[name] }).toEqual({
            name,
            origin: from,
            value: expected,
          });
        }
      }),
    );
  });

  test('change nothing that a person may not choose', () => {
    fc.assert(
      fc.property(layer, layer, (fleet, office) => {
        const { settings } = mergePacing(defaultPacing, fleet, office);
        const chosen = new Set<string>(pacingNames);
        for (const [name, value] of Object.entries(settings))
          if (!chosen.has(name)) expect(defaultPacing).toHaveProperty(name, value);
      }),
    );
  });

  test('tell the first value that is refused', () => {
    fc.assert(
      fc.property(layer, (chosen) => {
        const wrong = outOfBounds(chosen);
        const isWrong = (name: PacingName): boolean => {
          const value = chosen[name];
          return value !== undefined && !isWithinBounds(name, value);
        };
        expect(wrong).toBe(pacingNames.find(isWrong) ?? null);
      }),
    );
  });

  test('hold the defaults within their bounds, of which none lets a value be ruder by design', () => {
    for (const name of pacingNames) expect(isWithinBounds(name, defaultPacing[name])).toBe(true);
    for (const name of ['minIntervalMs', 'maxOpen', 'limitPerSecond', 'limitPerMinute'] as const) {
      const { min, max } = pacingBounds[name];
      expect(name === 'minIntervalMs' ? min : max).toBe(defaultPacing[name]);
    }
  });

  test.each(pacingNames)('%s is the same after it has been shown and read', (name) => {
    const { min, max } = pacingBounds[name];
    for (const value of [min, max])
      expect(fromShownUnit(name, inShownUnit(name, value))).toBe(value);
  });
});
