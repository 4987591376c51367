import type { MismatchRow } from '../../../shared/contract/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { EpochMs } from '../../../shared/time.ts';

/**
 * A consignee who is to be asked for the new number, with all filings that carry the old one. Name
 * and numbers are masked until they are asked for.
 */
export interface Consignee {
  /** The engine's key of the person: two people may have the same name. */
  id: string;
  name: string;
  pccc: string;
  phone: string;
  /** What the service said, each thing once. */
  words: readonly string[];
  checkedAt: EpochMs;
  /** Not taken yet: the new number goes right in. */
  waiting: readonly FilingRow[];
  /** May have been taken: their fate is asked for. */
  unknown: readonly FilingRow[];
  /** Taken by customs: only an amendment changes them. */
  taken: readonly FilingRow[];
}

/** A filing by which the engine finds the person again. */
export const anyFiling = ({ waiting, unknown, taken }: Consignee): FilingRow | undefined =>
  [...waiting, ...unknown, ...taken][0];

/** Groups mismatches by consignee, in the order in which the first of each comes. */
export function groupByConsignee(rows: readonly MismatchRow[]): Consignee[] {
  const groups = Map.groupBy(rows, ({ person }) => person);
  return [...groups].flatMap(([id, mismatches]) => {
    const [first] = mismatches;
    if (first === undefined) return [];
    const filings = mismatches.map(({ row }) => row);
    return [
      {
        id,
        name: first.name,
        pccc: first.pccc,
        phone: first.phone,
        words: [...new Set(mismatches.flatMap(({ words }) => words))],
        checkedAt: latest(mismatches),
        waiting: filings.filter((row) => stageOf(row) === 'waiting'),
        unknown: filings.filter((row) => stageOf(row) === 'unknown'),
        taken: filings.filter((row) => stageOf(row) === 'taken'),
      },
    ];
  });
}

function stageOf({ transport }: FilingRow): 'waiting' | 'unknown' | 'taken' {
  if (transport === 'acknowledged') return 'taken';
  return ['sending', 'unconfirmed', 'processing'].includes(transport) ? 'unknown' : 'waiting';
}

function latest(rows: readonly MismatchRow[]): EpochMs {
  return rows.map(({ checkedAt }) => checkedAt).reduce((a, b) => (a > b ? a : b));
}

/** Whether the name is written in another script: then an English text goes below the Korean. */
export const isForeign = ({ name }: Pick<Consignee, 'name'>): boolean => !/[가-힣]/.test(name);
