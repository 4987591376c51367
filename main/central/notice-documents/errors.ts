import type { RemoteError } from '../../../shared/filing/receipts.ts';
import { plainText } from '../plain-text.ts';
import { elementsNamed, leavesOf, type Element } from './tree.ts';

/** Columns that hold an error's words, in broker databases and in the notices themselves. */
const columnNames = ['ERR_REASON', 'error_content1', 'error_content2'];
const wordNames = new Set(['Description', ...columnNames]);
const codeNames = new Set(['ValidationCode', 'error_msgid']);
const mostErrors = 1000;

/**
 * Every error of an error notice (R20, INF), in customs' words; never empty. KCS publishes no list
 * of error codes: where none is given the document's own code stands for it.
 */
export function readErrors(base: Element, code: string, otherWords: string): RemoteError[] {
  const rows = elementsNamed(base, 'Error');
  const errors = (rows.length > 0 ? rows : rowsWithWords(base)).map((row) => readRow(row, code));
  const [first] = errors;
  if (first !== undefined) return errors.slice(0, mostErrors);
  return [{ code, message: plainText(otherWords === '' ? code : otherWords, 2000) }];
}

/** Elements that have an error's words right inside. */
function rowsWithWords(element: Element): Element[] {
  const isRow = element.children.some(
    ({ name, text }) => columnNames.includes(name) && text !== '',
  );
  if (isRow) return splitRow(element);
  return element.children.flatMap(rowsWithWords);
}

/** Several errors side by side, without an element around each. */
function splitRow(element: Element): Element[] {
  const words = element.children.filter(({ name }) => name === 'ERR_REASON');
  if (words.length < 2) return [element];
  return words.map((word) => ({ name: 'Error', text: '', children: [word] }));
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? '';

function readRow(row: Element, code: string): RemoteError {
  const leaves = row.children.length === 0 ? [{ path: '', text: row.text }] : leavesOf(row);
  const words = leaves.filter(({ path }) => wordNames.has(nameOf(path)));
  const own = leaves.find(({ path }) => codeNames.has(nameOf(path)));
  const rest = leaves.filter((leaf) => leaf !== own && !words.includes(leaf));
  const message = (words.length > 0 ? words : rest).map(({ text }) => text).join(' ');
  const where = words.length === 0 ? '' : rest.map(({ path, text }) => `${path}=${text}`).join(' ');
  return {
    code: plainText(own?.text ?? code, 200),
    message: plainText(message === '' ? code : message, 2000),
    ...(where === '' ? {} : { path: plainText(where, 1000) }),
  };
}
