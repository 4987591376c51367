import { practiceHolder } from '../../../shared/documents/practice/practice-codes.ts';
import type { Scenario } from '../../../shared/contract/practice.ts';
import { draws } from '../draws.ts';
import type { OwnBook } from './own-book.ts';
import { isReissued } from './surge.ts';

/** A code as API028 is asked about it; empty where nothing was given. */
export interface Claimed {
  code: string;
  name: string;
  postcode: string;
}

/** Who bears which personal customs code (개인통관고유부호). */
export interface Registry {
  /** What is wrong with the claim; nothing where it is true. */
  faults(claimed: Claimed, now: number): string[];
  /** Gives a holder another code, as when it is reissued; the old one is void at once. */
  reissue(code: string): string;
  /** Time in the surge goes on in its scenario alone. */
  setScenario(scenario: Scenario, now: number): void;
  save(now: number): void;
}

const faultWords = {
  missing: '납세의무자 개인통관고유부호가 존재하지 않습니다.',
  name: '납세의무자 개인통관고유부호의 성명과 일치하지 않습니다.',
  postcode: '입력하신 우편번호가 개인통관고유부호 우편번호와 일치하지 않습니다.',
} as const;

/**
 * Every well-formed code exists until it is reissued. Those of practice declarations have known
 * holders and are subject to the surge; any other is anybody's.
 */
export function createRegistry(book: OwnBook, seed: number, from: number): Registry {
  let surgeMs = book.surgeMs();
  let since: number | null = null;
  let at = from;

  function goOn(now: number): void {
    at = Math.max(at, now);
    if (since === null) return;
    surgeMs += Math.max(0, at - since);
    since = at;
  }

  return {
    faults({ code, name, postcode }, now) {
      goOn(now);
      const holder = practiceHolder(code);
      const isGone =
        !/^P\d{12}$/.test(code) ||
        book.successor(code) !== null ||
        (holder !== null && isReissued(seed, code, surgeMs));
      if (isGone) return [faultWords.missing];
      if (holder === null) return [];
      return [
        ...(name === holder.name ? [] : [faultWords.name]),
        ...(postcode === '' || postcode === holder.postcode ? [] : [faultWords.postcode]),
      ];
    },
    reissue(code) {
      const known = book.successor(code);
      if (known !== null) return known;
      const random = draws(seed, 'successor', code);
      const digits = Array.from({ length: 8 }, () => Math.floor(random() * 10)).join('');
      const successor = `P9998${digits}`;
      book.reissue(code, successor);
      return successor;
    },
    setScenario(scenario, now) {
      goOn(now);
      since = scenario === 'surge' ? at : null;
      book.setSurgeMs(surgeMs);
    },
    save(now) {
      goOn(now);
      book.setSurgeMs(surgeMs);
    },
  };
}
