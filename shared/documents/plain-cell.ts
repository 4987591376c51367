/** Where a spreadsheet program takes a text for a formula or a command, also in full width. */
const formulaStart = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const plainNumber = /^[+-]?\d{1,30}(?:[.,]\d{1,30})?$/;

/**
 * A text as a cell of a CSV file that nobody's spreadsheet program computes: what begins like a
 * formula has an apostrophe before it, numbers alone stand as they are.
 */
export function plainCell(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}
