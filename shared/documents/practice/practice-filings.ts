import type { CivilDate } from '../../time.ts';
import type { Declarations, SupportedKind } from '../document-kinds.ts';
import type { FilingOf } from '../filing-input.ts';
import { practiceExport } from './practice-export.ts';
import { practiceImport } from './practice-import.ts';
import { practiceList } from './practice-list.ts';
import { type Seeded, seeded } from './seeded.ts';

export interface PracticeOptions {
  count: number;
  /** The same seed, day and kind give the same declarations. */
  seed: number;
  today: CivilDate;
  /** Begins every reference; `연습` where nothing is given, `PR` in English. */
  prefix?: string;
}

const makers: {
  readonly [Kind in SupportedKind]: (random: Seeded, today: CivilDate) => Declarations[Kind];
} = {
  import: practiceImport,
  export: practiceExport,
  'list-clearance': practiceList,
};

/**
 * Declarations to practise with, imports where no kind is named: valid, varied, invented; those
 * with a legal deadline are due from today to a month ahead.
 */
export function practiceFilings(options: PracticeOptions): FilingOf<'import'>[];
export function practiceFilings<Kind extends SupportedKind>(
  options: PracticeOptions & { kind: Kind },
): FilingOf<Kind>[];
export function practiceFilings({
  kind = 'import',
  ...options
}: PracticeOptions & { kind?: SupportedKind }): FilingOf<SupportedKind>[] {
  return filingsOf(kind, options);
}

function filingsOf<Kind extends SupportedKind>(
  kind: Kind,
  { count, seed, today, prefix = '연습' }: PracticeOptions,
): FilingOf<Kind>[] {
  const batch = seed.toString(36).toUpperCase();
  return Array.from({ length: count }, (_, at) => {
    const random = seeded(Math.imul(seed, 0x9e3779b1) ^ (at * 0x85ebca6b));
    const declaration = makers[kind](random, today);
    return {
      kind,
      reference: `${prefix}-${batch}-${marks[kind]}${String(at + 1).padStart(4, '0')}`,
      priority: random.chance(0.05) ? 'urgent' : 'normal',
      deadline: null,
      declaration,
    };
  });
}

/** Kinds of one seed have references of their own. */
const marks: Readonly<Record<SupportedKind, string>> = {
  import: '',
  export: 'X',
  'list-clearance': 'L',
};
