import { useMemo } from 'react';
import type { Sheet } from '../../../shared/contract/index.ts';
import { useText } from '../../app/text.tsx';
import { labelOfKey } from './fields.ts';
import type { RepairRow } from './repair-rows.ts';

const numberWidth = 84;
const least = 96;
const most = 260;
/** Pixels of one letter; a Korean one is twice as wide. */
const letter = 7.2;
const sampleRows = 60;

/** The reference, and columns with faults; or all of them. */
export function shownColumns(
  { headings, mapping }: Sheet,
  faulty: readonly number[],
  isWide: boolean,
): number[] {
  if (isWide) return headings.map((_, at) => at);
  const reference = mapping.columns.find(({ key }) => key === 'reference')?.at;
  return [...new Set([...(reference === undefined ? [] : [reference]), ...faulty])];
}

/** What stands over the columns; one that stands beside the file's own has the name of its field. */
export function useHeadings(sheet: Sheet, columns: readonly number[]): string[] {
  const { t, language } = useText();
  return useMemo(
    () =>
      columns.map((at) => {
        const heading = (sheet.headings[at] ?? '').replaceAll(/\s+/g, ' ');
        if (at < sheet.width && heading !== '') return heading;
        const key = sheet.mapping.columns.find((column) => column.at === at)?.key ?? null;
        return key === null ? String(at + 1) : labelOfKey(key, sheet.mapping.kind, language, t);
      }),
    [sheet, columns, language, t],
  );
}

/** Columns about as wide as what stands in them. */
export function layoutOf(
  headings: readonly string[],
  columns: readonly number[],
  rows: readonly RepairRow[],
): { template: string; minWidth: string } {
  const widths = columns.map((at, index) => {
    const texts = rows.slice(0, sampleRows).map(({ cells }) => cells[at] ?? '');
    const longest = Math.max(...[headings[index] ?? '', ...texts].map(lengthOf));
    return Math.round(Math.min(most, Math.max(least, longest * letter + 20)));
  });
  const total = widths.reduce((sum, width) => sum + width, numberWidth);
  const tracks = widths.map((width) => `minmax(${width}px, ${width}fr)`);
  return { template: `${numberWidth}px ${tracks.join(' ')}`, minWidth: `${total}px` };
}

const lengthOf = (text: string): number =>
  text.length + 0.75 * (text.match(/[ᄀ-ᇿ㄰-㆏가-힣一-鿿]/g)?.length ?? 0);
