import type { Findings } from './findings.ts';

/** Words that the name of goods has at most (품명 작성요령). */
const mostWords = 4;

/** Names of goods are English, of four words at most. */
export function checkGoodsName(found: Findings, field: string, name: string | undefined): void {
  if (name === undefined) return;
  checkEnglish(found, field, name);
  const words = name.split(/[\s,]+/).filter((word) => /[\p{L}\d]/u.test(word));
  if (words.length > mostWords)
    found.warn(field, 'too-many-words', { count: words.length, most: mostWords });
}

export function checkEnglish(found: Findings, field: string, name: string | undefined): void {
  if (name !== undefined && /[^\p{ASCII}]/u.test(name.replaceAll(/\p{Script=Latin}/gu, '')))
    found.warn(field, 'not-english', { value: name });
}

/** A brand's name says the brand itself, without the word. */
export function checkBrandName(found: Findings, field: string, name: string | undefined): void {
  if (name !== undefined && /(?<![A-Z])BRAND(?![A-Z])/i.test(name))
    found.error(field, 'brand-word', { value: name });
}

/** Goods without a brand have code `XXXX` and name `NO`, both. */
export function checkNoBrand(
  found: Findings,
  path: string,
  code: string | undefined,
  name: string | undefined,
): void {
  if (code === undefined || name === undefined) return;
  const isNo = name.toUpperCase() === 'NO';
  if (code === 'XXXX' && !isNo)
    found.error(`${path}.brandName`, 'must-be-with', {
      must: 'NO',
      with: 'brandCode',
      value: code,
    });
  if (isNo && code !== 'XXXX')
    found.error(`${path}.brandCode`, 'must-be-with', {
      must: 'XXXX',
      with: 'brandName',
      value: name,
    });
}
