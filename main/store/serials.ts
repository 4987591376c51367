import type { NumberRange } from '../../shared/contract/parts.ts';
import {
  composeDeclarationNo,
  lastSerial,
  type DeclarantCode,
  type DeclarationNo,
  type KindLetter,
} from '../../shared/filing/numbers.ts';
import type { Connection } from './connection.ts';
import type { Head } from './journal.ts';
import type { NumberCeiling } from './number-ceiling.ts';
import { countGiven, firstFree, nextSerial, readNumbers, type Given } from './number-ranges.ts';
import type { Settings } from './settings.ts';

/** How far a range is used up. */
export interface RangeUse extends NumberRange {
  year: number;
  /** The next serial; `null` where the range is used up. */
  next: number | null;
  given: number;
}

/**
 * Declaration numbers of an office, from the ranges of its desk. Each is given once, whatever
 * becomes of its filing and however the ranges change.
 */
export interface Serials {
  /**
   * Gives the next number, within the caller's transaction.
   * @throws {NaruError} `serials-used-up`, `range-missing`
   */
  next(declarant: DeclarantCode, year: number, letter: KindLetter): DeclarationNo;
  /** How far each range is used up in a year; not at all where there is no office yet. */
  use(declarant: DeclarantCode | null, year: number): RangeUse[];
  /** Takes serials from `next` to `upTo` for given, within the caller's transaction. */
  passOver(
    series: { declarant: string; year: number; letter: string },
    next: number,
    upTo: number,
  ): void;
  /** Forgets what was given in a transaction that was rolled back. */
  forget(): void;
}

export function openSerials(
  connection: Connection,
  settings: Settings,
  kept?: { ceiling: NumberCeiling; head(): Head },
): Serials {
  const select = connection.prepare<[string, number, string], Given>(
    'SELECT first, next FROM serial WHERE declarant = ? AND year = ? AND letter = ?',
  );
  const give = connection.prepare(
    `INSERT INTO serial (declarant, year, letter, first, next) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET next = excluded.next`,
  );
  /** What was given, by declarant, year and letter; only this process gives numbers. */
  const known = new Map<string, Given[]>();

  function given(declarant: string, year: number, letter: string): Given[] {
    const series = `${declarant}${year}${letter}`;
    const found = known.get(series) ?? select.all(declarant, year, letter);
    known.set(series, found);
    return found;
  }

  return {
    next(declarant, year, letter) {
      const before = given(declarant, year, letter);
      const serial = nextSerial(readNumbers(settings), letter, before);
      let span = before.find(({ next }) => next === serial);
      if (span === undefined) before.push((span = { first: serial, next: serial }));
      // Before the number is on disk: a copy put in place later must not give it again.
      if (kept !== undefined) {
        const { first } = span;
        kept.ceiling.reserve({ declarant, year, letter, first }, serial, kept.head());
      }
      span.next = serial + 1;
      give.run(declarant, year, letter, span.first, span.next);
      return composeDeclarationNo(declarant, year, serial, letter);
    },
    use: (declarant, year) =>
      readNumbers(settings).ranges.map((range) => {
        const spans = declarant === null ? [] : given(declarant, year, range.letter);
        const next = firstFree(range, spans);
        return { ...range, year, next, given: countGiven(range, spans) };
      }),
    passOver({ declarant, year, letter }, next, upTo) {
      const before = given(declarant, year, letter);
      const end = Math.min(upTo, lastSerial) + 1;
      let span = before.find((each) => each.next === next);
      if (span === undefined) before.push((span = { first: next, next }));
      span.next = Math.max(span.next, end);
      give.run(declarant, year, letter, span.first, span.next);
    },
    forget: () => known.clear(),
  };
}
