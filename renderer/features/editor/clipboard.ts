/**
 * Cells of a block as spreadsheets put it on the clipboard: tabs between cells, line ends between
 * rows; a cell with a tab, a line end or a quote in it stands in quotes, quotes in it are doubled.
 */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const end = text.length;
  while (at <= end) {
    const { cell, next } = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(cell);
    const separator = text[next];
    at = next + 1;
    if (separator === '\t') continue;
    if (separator === '\r' && text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
    // A spreadsheet ends its last row with a line end too; that begins no other row.
    if (at >= end) break;
  }
  return rows;
}

function plain(text: string, from: number): { cell: string; next: number } {
  let next = from;
  while (next < text.length && !'\t\r\n'.includes(text[next] ?? '')) next += 1;
  return { cell: text.slice(from, next), next };
}

/** What begins with a quote and has no end to it is no quoted cell. */
function quoted(text: string, from: number): { cell: string; next: number } {
  let cell = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else {
      const next = at + 1;
      const closed = next >= text.length || '\t\r\n'.includes(text[next] ?? '');
      return closed ? { cell, next } : plain(text, from);
    }
  }
  return plain(text, from);
}

/** The same the other way round. */
export function writeBlock(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row
        .map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join('\t'),
    )
    .join('\r\n');
}

/** Whether a paste is meant for more than the one cell that it lands in. */
export const isBlock = (text: string): boolean => /\t|\r|\n(?!$)/.test(text.replace(/\r?\n$/, ''));
