import type {
  LookedUp,
  PcccAnswer,
  PcccQuery,
  RatesAnswer,
} from '../../shared/contract/lookups.ts';
import type { DeclarationKind } from '../../shared/filing/numbers.ts';
import type { FreshnessSettings, StaleFinding } from '../../shared/filing/stale.ts';
import { addDays, type CivilDate } from '../../shared/time.ts';
import type { CheckNote, Ready } from '../outbox/readiness.ts';
import { identityOf } from './accepted.ts';
import type { StaleValues } from './values.ts';

/** Recomputes a declaration for another exchange rate; `usdRate` is that of the dollar. */
export type Restate = (
  kind: DeclarationKind,
  declaration: unknown,
  to: { exchangeRate: string; usdRate?: string },
) => { ok: true; declaration: unknown } | { ok: false; why: string };

export interface Evidence {
  kind: DeclarationKind;
  declaration: unknown;
  values: StaleValues;
  /** Legal deadline of the filing. */
  deadline: CivilDate | null;
  today: CivilDate;
  /** `null` where the declaration converts nothing. */
  rate: LookedUp<RatesAnswer> | null;
  /** An answer for each of the consignees. */
  pccc: readonly { query: PcccQuery; answer: LookedUp<PcccAnswer> }[];
  settings: FreshnessSettings;
  /** Findings that a person has accepted, by `identityOf`. */
  accepted: ReadonlySet<string>;
  restate: Restate;
}

/** Something found; `stops` where it is not to be sent before a person has looked. */
interface Found {
  finding: StaleFinding;
  stops: boolean;
}

interface Verdict {
  found: Found[];
  notes: CheckNote[];
  /** The declaration with the new rate. */
  recomputed: unknown;
}

/**
 * Judges whether a declaration is still true. What could not be looked up is never "wrong": the
 * office's setting says whether it waits. A code that is not its holder's is never sent.
 */
export function judgeFreshness(evidence: Evidence): Ready {
  const parts = [judgeRate(evidence), ...judgePccc(evidence), judgeDeadline(evidence)];
  const found = parts.flatMap((part) => part.found);
  const notes = parts.flatMap((part) => part.notes);
  const findings = found.map(({ finding }) => finding);
  const proposal = parts.find((part) => part.recomputed !== null)?.recomputed ?? null;
  if (found.some(({ stops }) => stops)) return { is: 'stale', findings, proposal };
  if (proposal !== null) return { is: 'recomputed', declaration: proposal, findings, notes };
  return { is: 'ready', notes };
}

/** The rate in force on the declaration date counts (관세법 제18조). */
function judgeRate(evidence: Evidence): Verdict {
  const { rate, today, settings } = evidence;
  const declared = evidence.values.rate;
  if (declared === null || rate === null) return nothing;
  const { currency } = declared;
  const unchecked = (why: string): Verdict =>
    notChecked(
      evidence,
      { is: 'exchange-rate-unchecked', currency, why },
      settings.whenRateUnchecked,
    );
  if (rate.is === 'not-known') return unchecked(rate.why);
  const told = rate.value.rates.find((one) => one.currency === currency);
  if (told === undefined || told.from > today) return unchecked(rate.staleBecause ?? 'no-rate');
  // An older answer holds for its own week alone.
  if (rate.staleBecause !== null && addDays(told.from, 7) <= today)
    return unchecked(rate.staleBecause);
  if (sameNumber(told.rate, declared.declared)) return note('exchange-rate', 'holds', null);

  const { from } = told;
  const finding: StaleFinding = {
    is: 'exchange-rate',
    currency,
    before: declared.declared,
    after: told.rate,
    from,
  };
  if (isAccepted(evidence, finding)) return note('exchange-rate', 'accepted', null);
  const dollar = rate.value.rates.find((one) => one.currency === 'USD' && one.from <= today);
  const restated = isPlausible(told.rate, declared.declared)
    ? evidence.restate(evidence.kind, evidence.declaration, {
        exchangeRate: told.rate,
        ...(dollar === undefined ? {} : { usdRate: dollar.rate }),
      })
    : ({ ok: false, why: 'implausible-rate' } as const);
  if (restated.ok)
    return {
      found: [{ finding, stops: settings.whenRecomputed === 'ask' }],
      notes: [],
      recomputed: restated.declaration,
    };
  const cannot: StaleFinding = { is: 'not-recomputable', why: restated.why };
  return {
    found: [
      { finding, stops: true },
      { finding: cannot, stops: true },
    ],
    notes: [],
    recomputed: null,
  };
}

function judgePccc(evidence: Evidence): Verdict[] {
  return evidence.pccc.map(({ query: { pccc }, answer }) => {
    const unchecked = (why: string): Verdict =>
      notChecked(
        evidence,
        { is: 'pccc-unchecked', pccc, why },
        evidence.settings.whenPcccUnchecked,
      );
    if (answer.is === 'not-known') return unchecked(answer.why);
    // An older "not the holder's" stands until somebody says otherwise.
    if (!answer.value.matches) {
      const finding: StaleFinding = { is: 'pccc-mismatch', pccc, words: answer.value.words };
      return { found: [{ finding, stops: true }], notes: [], recomputed: null };
    }
    if (answer.staleBecause !== null) return unchecked(answer.staleBecause);
    return note('pccc', 'holds', null);
  });
}

function judgeDeadline(evidence: Evidence): Verdict {
  const { deadline, today, settings } = evidence;
  if (deadline === null || deadline >= today) return nothing;
  const finding: StaleFinding = { is: 'deadline-passed', deadline };
  if (isAccepted(evidence, finding)) return note('deadline', 'accepted', null);
  if (settings.whenDeadlinePassed === 'send') return note('deadline', 'accepted', 'setting');
  return { found: [{ finding, stops: true }], notes: [], recomputed: null };
}

type Unchecked = Extract<StaleFinding, { is: 'exchange-rate-unchecked' | 'pccc-unchecked' }>;

/** Without a key nothing is ever checked: that is the office's own choice and holds nothing up. */
function notChecked(evidence: Evidence, finding: Unchecked, when: 'send' | 'wait'): Verdict {
  const check = finding.is === 'pccc-unchecked' ? 'pccc' : 'exchange-rate';
  const { why } = finding;
  if (isAccepted(evidence, finding)) return note(check, 'accepted', why);
  if (why === 'no-key' || when === 'send') return note(check, 'not-checked', why);
  return { found: [{ finding, stops: true }], notes: [], recomputed: null };
}

function isAccepted({ accepted, today }: Evidence, finding: StaleFinding): boolean {
  const identity = identityOf(finding, today);
  return identity !== null && accepted.has(identity);
}

const nothing: Verdict = { found: [], notes: [], recomputed: null };

function note(check: CheckNote['check'], result: CheckNote['result'], why: string | null): Verdict {
  return { found: [], notes: [{ check, result, why }], recomputed: null };
}

/** Whether two decimal texts are the same number, e.g. `1382.50` and `1382.5`. */
export function sameNumber(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(text: string): string {
  const [whole = '', fraction = ''] = text.trim().replaceAll(',', '').split('.');
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}.${fraction.replace(/0+$/, '')}`;
}

/**
 * No week moves a rate to its double or its half. A figure that does is another unit, such as
 * 100 yen, and no tax is computed from it.
 */
function isPlausible(after: string, before: string): boolean {
  const ratio = Number(after) / Number(before.replaceAll(',', ''));
  return ratio > 0.5 && ratio < 2;
}
