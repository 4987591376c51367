import { NaruError } from '../../shared/errors.ts';
import {
  composeDeclarationNo,
  lastSerial,
  type DeclarantCode,
  type DeclarationNo,
  type KindLetter,
} from '../../shared/filing/numbers.ts';
import type { Connection } from './connection.ts';

/** Declaration numbers of an office; each is given once, also where its filing is taken back. */
export interface Serials {
  /**
   * Gives the next number, within the caller's transaction.
   * @throws {NaruError} `serials-used-up`
   */
  next(declarant: DeclarantCode, year: number, letter: KindLetter): DeclarationNo;
  /** Takes the number that was just given back: its filing was not stored. */
  returnLast(declarant: DeclarantCode, year: number, letter: KindLetter): void;
  /** Keeps the number of a filing that is taken back from being given again. */
  retire(no: DeclarationNo): void;
  /** Forgets what was given in a transaction that was rolled back. */
  forget(): void;
}

export function openSerials(connection: Connection): Serials {
  const highestGiven = connection
    .prepare<[string, string, string], string>(
      `SELECT declaration_no FROM filing WHERE declaration_no >= ? AND declaration_no < ?
       AND substr(declaration_no, 14) = ? ORDER BY declaration_no DESC LIMIT 1`,
    )
    .pluck();
  const retired = connection
    .prepare<[string, number, string], number>(
      'SELECT next FROM serial WHERE declarant = ? AND year = ? AND letter = ?',
    )
    .pluck();
  const retire = connection.prepare(
    `INSERT INTO serial (declarant, year, letter, next) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET next = max(next, excluded.next)`,
  );
  /** The next serial by declarant, year and letter; only this process gives numbers. */
  const known = new Map<string, number>();

  function firstFree(declarant: string, year: number, letter: string): number {
    const prefix = `${declarant}${String(year).slice(2)}`;
    const highest = highestGiven.get(prefix, `${prefix}:`, letter);
    const afterGiven = highest === undefined ? 1 : Number(highest.slice(7, 13)) + 1;
    return Math.max(afterGiven, retired.get(declarant, year, letter) ?? 1);
  }

  return {
    next(declarant, year, letter) {
      const series = `${declarant}${year}${letter}`;
      const serial = known.get(series) ?? firstFree(declarant, year, letter);
      if (serial > lastSerial) throw new NaruError('serials-used-up', { letter });
      known.set(series, serial + 1);
      return composeDeclarationNo(declarant, year, serial, letter);
    },
    returnLast(declarant, year, letter) {
      const series = `${declarant}${year}${letter}`;
      const next = known.get(series);
      if (next !== undefined) known.set(series, next - 1);
    },
    retire(no) {
      const year = 2000 + Number(no.slice(5, 7));
      retire.run(no.slice(0, 5), year, no.slice(13), Number(no.slice(7, 13)) + 1);
    },
    forget: () => known.clear(),
  };
}
