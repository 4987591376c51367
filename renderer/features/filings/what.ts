import type { FilingRow } from '../../../shared/filing/filing.ts';
import { sequenceOf } from '../../../shared/filing/part.ts';
import type { Translate } from '../../../shared/i18n/index.ts';

/** What a filing is, in a word: `수입`, `수출`, `목록통관`, or `정정 2`, `취하`, `동기화 1`. */
export function whatOf({ kind, part }: Pick<FilingRow, 'kind' | 'part'>, t: Translate): string {
  if (part.is === 'declaration') return t(`panel.shortKind.${kind}`);
  const sequence = sequenceOf(part);
  const word = t(`panel.part.${part.is}`);
  return sequence === 0 ? word : `${word} ${sequence}`;
}
