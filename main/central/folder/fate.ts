import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Part } from '../../../shared/filing/part.ts';
import {
  customsWord,
  type Notice,
  type Receipt,
  type RemoteError,
} from '../../../shared/filing/receipts.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { receiptNoIn, standInFor } from '../receipt-number.ts';

export type Fate =
  | { is: 'taken'; cause: Cause; receipt: Receipt }
  | { is: 'refused'; errors: RemoteError[]; words: string | null }
  | { is: 'not-known' };

export interface HandedOver {
  declarationNo: string;
  part: Part;
  /** Digest of the document that was handed over last. */
  digest: string;
  /** When each hand-over began, oldest first. */
  handOvers: readonly EpochMs[];
  /** Ids of the notices that came after the last one began. */
  toldSince: readonly string[];
}

/**
 * What the notices prove of a document that was handed over. Any word that follows on a receipt
 * proves that customs has it, whenever it came and whatever error was told beside it: of two
 * contradicting words the one counts after which nothing is sent again.
 */
export function fateOf(document: HandedOver, notices: readonly Notice[]): Fate {
  const proof = notices.find((notice) => provesTaken(document.part, notice));
  if (proof !== undefined) {
    const isCopy = isFullCopy(proof) && document.part.is === 'declaration';
    const cause = isCopy ? 'told-by-synchronisation' : 'told-by-notice';
    return {
      is: 'taken',
      cause,
      receipt: receiptOf(document, bestOf(document.part, notices) ?? proof),
    };
  }
  const refusal = notices.findLast((notice) => refuses(document, notice));
  if (refusal === undefined) return { is: 'not-known' };
  return { is: 'refused', errors: refusal.errors ?? [], words: refusal.message ?? null };
}

const isAbout = (part: Part, notice: Notice): boolean => {
  const about = notice.part ?? { is: 'declaration' };
  if (about.is !== part.is) return false;
  return !('sequence' in about) || !('sequence' in part) || about.sequence === part.sequence;
};

const isFullCopy = ({ code, kind }: Notice): boolean => code === '5TF' && kind === 'received';

function provesTaken(part: Part, notice: Notice): boolean {
  const { kind } = notice;
  if (part.is === 'declaration') {
    if (isFullCopy(notice)) return true;
    // Customs amends and withdraws only what it has.
    if (kind === 'amended' || kind === 'withdrawn') return true;
    return isAbout(part, notice) && customsWord(kind) !== null;
  }
  if (!isAbout(part, notice)) return false;
  if (kind === 'refused' || kind === 'unknown') return false;
  // Its result answers a synchronisation request, whatever it says.
  if (part.is === 'synchronisation') return kind === 'received' || notice.code !== undefined;
  return kind !== 'information';
}

/** The receipt notice, where there is one: it has the receipt's number. */
function bestOf(part: Part, notices: readonly Notice[]): Notice | undefined {
  return notices.find((notice) => isAbout(part, notice) && notice.kind === 'received');
}

function refuses({ part, handOvers, toldSince }: HandedOver, notice: Notice): boolean {
  if (notice.kind !== 'refused' || !isAbout(part, notice)) return false;
  const last = handOvers.at(-1);
  if (last === undefined || !toldSince.includes(notice.id)) return false;
  // After an earlier hand-over the error may be about that one: it has to be younger than the last.
  return handOvers.length === 1 || Date.parse(notice.at) >= Math.floor(last / 1000) * 1000;
}

function receiptOf({ declarationNo, digest }: HandedOver, notice: Notice): Receipt {
  return {
    declarationNo,
    state: 'received',
    receiptNo: receiptNoIn(notice) ?? standInFor(notice),
    receivedAt: notice.at,
    digest,
  };
}
