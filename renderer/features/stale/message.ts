import type { FilingRow } from '../../../shared/filing/filing.ts';
import { createTranslate, type Translate } from '../../../shared/i18n/index.ts';
import { isForeign, type Consignee } from './consignees.ts';

/** Filings that a message names; the others are counted. */
const named = 5;

const korean = createTranslate('ko');
const english = createTranslate('en');

/**
 * The message that asks a consignee for the new number, ready to be sent: in Korean and, where the
 * name is in another script, in English below. The old number is told by its ends alone.
 */
export function messageTo(consignee: Consignee, office: string): string {
  const inKorean = inLanguage(korean, consignee, office);
  if (!isForeign(consignee)) return inKorean;
  return `${inKorean}\n\n----------\n\n${inLanguage(english, consignee, office)}`;
}

function inLanguage(t: Translate, consignee: Consignee, office: string): string {
  const { name, pccc, words, waiting, unknown, taken } = consignee;
  const filings = [...waiting, ...unknown, ...taken];
  const shown = filings.slice(0, named);
  const rest = filings.length - shown.length;
  const onlyTaken = waiting.length === 0 && taken.length > 0;
  return [
    t('stale.message.subject', { office }),
    '',
    t('stale.message.greeting', { name, office }),
    t(onlyTaken ? 'stale.message.whyTaken' : 'stale.message.why', { pccc: masked(pccc) }),
    ...words.map((said) => t('stale.message.said', { words: said })),
    '',
    ...shown.map((row) => goodsLine(t, row)),
    ...(rest > 0 ? [t('stale.message.more', { count: rest })] : []),
    '',
    t('stale.message.reason'),
    t('stale.message.where'),
    '',
    t('stale.message.reply'),
    t('stale.message.replyPccc'),
    t('stale.message.replyName'),
    t('stale.message.replyPhone'),
    '',
    t('stale.message.closing'),
    t('stale.message.signature', { office }),
  ].join('\n');
}

function goodsLine(t: Translate, { summary }: FilingRow): string {
  if (summary.billOfLading === '') return t('stale.message.goodsOnly', { goods: summary.goods });
  return t('stale.message.goods', { goods: summary.goods, bl: summary.billOfLading });
}

/** `P180012345678` is `P1800*****678`: enough to know it by, too little to use it. */
export function masked(pccc: string): string {
  if (pccc.length < 10) return pccc;
  return `${pccc.slice(0, 5)}${'*'.repeat(pccc.length - 8)}${pccc.slice(-3)}`;
}
