import type { Sheet } from '../contract/intake.ts';
import type { FieldError } from '../errors.ts';
import { maskField } from './mask-shown.ts';
import { maskName, maskText, personalField } from './masking.ts';

/** Words over a column that holds a person's name or address, where no field is matched to it. */
const personalHeading =
  /성명|이름|수하인|수취인|받는|보내는|고객|대표|담당|주소|연락처|name|consignee|recipient|receiver|address|contact/i;
/** A few Hangul letters, or Latin words without a digit: either may be a name. */
const mayBeName =
  /^(?:[가-힣](?: ?[가-힣]){1,4}|[A-Za-z][A-Za-z.'-]{2,30}(?: [A-Za-z.'-]{1,30}){0,4})$/;

type Columns = Pick<Sheet, 'mapping' | 'headings'>;

/**
 * A cell of a client's sheet as a screen shows it: by the field that its column is matched to; in a
 * column that nobody has matched, whatever may be a name.
 * @param at place of its column, from 0
 */
export function maskCell({ mapping, headings }: Columns, at: number, text: string): string {
  const keys = mapping.columns.flatMap((column) =>
    column.at === at && column.key !== null ? [column.key] : [],
  );
  const personal = keys.find((key) => personalField.test(key));
  if (personal !== undefined) return maskText(maskField(personal, text), []);
  if (keys.length > 0) return maskText(text, []);
  const isPersonal = personalHeading.test(headings[at] ?? '') || mayBeName.test(text.trim());
  return maskText(isPersonal ? maskName(text) : text, []);
}

/** Whether cells of a column are masked, or may be. */
export function isPersonalColumn({ mapping }: Columns, at: number): boolean {
  const keys = mapping.columns.flatMap((column) =>
    column.at === at && column.key !== null ? [column.key] : [],
  );
  return keys.length === 0 || keys.some((key) => personalField.test(key));
}

/**
 * A sheet's preview with its cells masked, but for its headings and for the cells at fault: those
 * are being mended, and what is mended must be seen.
 */
export function maskSheet(sheet: Sheet, errors: readonly FieldError[]): Sheet {
  const faults = new Set(errors.map((error) => `${error.row ?? 0}:${columnAt(error, sheet)}`));
  return {
    ...sheet,
    top: sheet.top.map(({ row, cells }) => ({
      row,
      cells:
        row === sheet.mapping.headingRow
          ? cells
          : cells.map((text, at) => maskCell(sheet, at, text)),
    })),
    faulty: sheet.faulty.map(({ row, cells }) => ({
      row,
      cells: cells.map((text, at) =>
        faults.has(`${row}:${at}`) ? text : maskCell(sheet, at, text),
      ),
    })),
  };
}

function columnAt(error: FieldError, { mapping, headings }: Columns): number {
  if (error.code === 'unknown-field') return headings.indexOf(error.column ?? error.field);
  const key = /([^.[\]]+)(?:\[\d+\])?$/.exec(error.field)?.[1] ?? '';
  return mapping.columns.find((column) => column.key === key)?.at ?? -1;
}
