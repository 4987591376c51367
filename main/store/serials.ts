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
}

export function openSerials(connection: Connection): Serials {
  const take = connection
    .prepare<[string, number, string], number>(
      `INSERT INTO serial (declarant, year, letter, next) VALUES (?, ?, ?, 2)
       ON CONFLICT DO UPDATE SET next = next + 1 WHERE next <= ${lastSerial}
       RETURNING next - 1`,
    )
    .pluck();
  return {
    next(declarant, year, letter) {
      const serial = take.get(declarant, year, letter);
      if (serial === undefined) throw new NaruError('serials-used-up', { letter });
      return composeDeclarationNo(declarant, year, serial, letter);
    },
  };
}
