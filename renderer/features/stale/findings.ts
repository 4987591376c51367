import { notKnownReasons } from '../../../shared/contract/lookups.ts';
import type { Stale, StaleFinding } from '../../../shared/filing/stale.ts';
import type { TextKey, Translate } from '../../../shared/i18n/index.ts';

/**
 * What sending a stale filing would be; its words stand under `stale.accept` and `stale.next`. With
 * a personal customs code that is not its holder's nothing is sent.
 */
export type Acceptance = 'recomputed' | 'late' | 'unchecked' | 'as-entered' | 'mismatch';

/** The gravest of what was found says what accepting it means. */
export function acceptanceOf({ findings, hasProposal }: Omit<Stale, 'at'>): Acceptance {
  const has = (...kinds: StaleFinding['is'][]): boolean =>
    findings.some(({ is }) => kinds.includes(is));
  if (has('pccc-mismatch')) return 'mismatch';
  if (has('not-recomputable')) return 'as-entered';
  if (has('pccc-unchecked', 'exchange-rate-unchecked')) return 'unchecked';
  return hasProposal || has('exchange-rate') ? 'recomputed' : 'late';
}

/** Whether all that keeps a filing is that something could not be looked up: this ends by itself. */
export function isOnlyUnchecked({ findings }: Pick<Stale, 'findings'>): boolean {
  return findings.every(({ is }) => is === 'pccc-unchecked' || is === 'exchange-rate-unchecked');
}

/** A finding as short as it can be said, for a list. */
export function shortFinding(finding: StaleFinding, t: Translate): string {
  return t(`stale.short.${finding.is}`, wordsOf(finding));
}

/** A finding in a sentence or two, with why and with what the service said. */
export function findingSentences(finding: StaleFinding, t: Translate): string[] {
  const sentence = t(`stale.found.${finding.is}`, wordsOf(finding));
  switch (finding.is) {
    case 'exchange-rate-unchecked':
    case 'pccc-unchecked':
      return withWhy(sentence, whyInWords(finding.why, t));
    case 'not-recomputable':
      // What cannot be read here is our own result, no answer of a service.
      return withWhy(
        sentence,
        whyInWords(finding.why === 'unreadable' ? 'unreadable-result' : finding.why, t),
      );
    case 'pccc-mismatch':
      return [sentence, ...finding.words.map((words) => t('stale.saidBy', { words }))];
    default:
      return [sentence];
  }
}

function withWhy(sentence: string, why: string): string[] {
  return why === '' ? [sentence] : [sentence, why];
}

const causes = [
  'no-rate',
  'implausible-rate',
  'unreadable-result',
  'values-entered-by-hand',
  'not-computable',
  'usd-rate-missing',
  'no-exchange-rate',
] as const;

/** Why, in words; a sentence of a service as it stands, and nothing for a code without words. */
export function whyInWords(why: string, t: Translate): string {
  const reason = notKnownReasons.find((candidate) => candidate === why);
  const cause = causes.find((candidate) => candidate === why);
  const key: TextKey | null =
    reason !== undefined
      ? `stale.why.${reason}`
      : cause !== undefined
        ? `stale.cause.${cause}`
        : null;
  if (key !== null) return t(key);
  return /^[a-z-]*$/.test(why) ? '' : why;
}

function wordsOf(finding: StaleFinding): Record<string, string> {
  const texts = Object.entries(finding).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
