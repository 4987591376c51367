import { between, draws } from '../draws.ts';
import { noticeEncodings, numberPlaces, type NoticeForm } from './notice-xml.ts';

/** How the sending program and customs treat one document. */
export interface Fate {
  /** Found wrong: an error notice instead of a receipt. */
  refuses: 'R20' | 'INF' | null;
  /** Nothing is ever heard of it. */
  isSilent: boolean;
  /** An error notice beside the receipt, although the document was taken. */
  strayError: 'before' | 'after' | null;
  /** How long the document lies in the sending folder, in milliseconds. */
  liesMs: number;
}

/** How one notice reaches the receiving folder. Times in milliseconds. */
export interface Delivery {
  form: NoticeForm;
  lateMs: number;
  /** How long it is half-written; 0: it is whole at once. */
  halfMs: number;
  /** Written again under another name so long after; `null`: once. */
  againAfterMs: number | null;
  /** Into a dated folder of days ago. */
  daysAgo: number;
}

/** Shares of documents and notices that meet each unkindness. */
export interface Unkindness {
  refused: number;
  silent: number;
  strayError: number;
  slowPickUp: number;
  late: number;
  half: number;
  twice: number;
  oldFolder: number;
}

export const kind: Unkindness = {
  refused: 0,
  silent: 0,
  strayError: 0,
  slowPickUp: 0,
  late: 0,
  half: 0,
  twice: 0,
  oldFolder: 0,
};
export const unkind: Unkindness = {
  refused: 0.15,
  silent: 0.08,
  strayError: 0.15,
  slowPickUp: 0.2,
  late: 0.3,
  half: 0.25,
  twice: 0.25,
  oldFolder: 0.2,
};

/** Pure: seed, document and the how-manieth time decide. */
export function fateOf(seed: number, subject: string, nth: number, shares: Unkindness): Fate {
  const random = draws(seed, 'folder', subject, nth);
  // What was found wrong once is mended when it comes again.
  const isRefused = random() < shares.refused && nth === 1;
  const isSilent = random() < shares.silent;
  const hasStray = random() < shares.strayError;
  const isBefore = random() < 0.5;
  const isSlow = random() < shares.slowPickUp;
  return {
    refuses: isRefused ? (random() < 0.5 ? 'R20' : 'INF') : null,
    isSilent: isSilent && !isRefused,
    strayError: hasStray ? (isBefore ? 'before' : 'after') : null,
    liesMs: isSlow ? Math.round(between(random, 5000, 120_000)) : 0,
  };
}

export function deliveryOf(seed: number, notice: string, shares: Unkindness): Delivery {
  const random = draws(seed, 'delivery', notice);
  const pick = <T>(from: readonly [T, ...T[]]): T =>
    from[Math.floor(random() * from.length)] ?? from[0];
  const isUnkind = Object.values(shares).some((share) => share > 0);
  const form = {
    place: isUnkind ? pick(numberPlaces) : 'Declaration/ID',
    encoding: isUnkind ? pick(noticeEncodings) : 'UTF-8',
  } as const;
  const within = (share: number, from: number, to: number): number =>
    random() < share ? Math.round(between(random, from, to)) : 0;
  const lateMs = within(shares.late, 10_000, 900_000);
  const halfMs = within(shares.half, 1000, 20_000);
  const againAfterMs = within(shares.twice, 1000, 300_000);
  return {
    form,
    lateMs,
    halfMs,
    againAfterMs: againAfterMs === 0 ? null : againAfterMs,
    daysAgo: within(shares.oldFolder, 1, 40),
  };
}
