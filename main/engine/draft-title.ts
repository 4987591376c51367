import { maskName } from '../../shared/privacy/masking.ts';

const separator = ' · ';
/** Keys of whoever a declaration is for, and of its goods: the first that is there names it. */
const partyKeys = ['importerName', 'exporterName', 'consigneeName', 'payerName', 'shipperName'];
const goodsKeys = ['goodsName', 'tradeName'];

/** What a list calls a draft, as far as it has been typed, e.g. `한결무역(주) · LED DESK LAMP`. */
export function draftTitle(declaration: unknown): string {
  const party = firstText(declaration, partyKeys) ?? firstText(firstLine(declaration), partyKeys);
  const goods = firstText(firstLine(declaration), goodsKeys) ?? firstText(declaration, goodsKeys);
  return [party, goods].filter((text) => text !== null).join(separator);
}

/**
 * The same title as a list shows it: the goods stay, whoever stands before them does not unless it
 * is a company. A title of one part alone may be either, so it is masked.
 */
export function maskedTitle(title: string): string {
  const at = title.lastIndexOf(separator);
  if (at < 0) return maskName(title);
  return maskName(title.slice(0, at)) + title.slice(at);
}

function firstText(values: unknown, keys: readonly string[]): string | null {
  if (!isRecord(values)) return null;
  for (const key of keys) {
    const value = values[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 60);
  }
  return null;
}

function firstLine(declaration: unknown): unknown {
  if (!isRecord(declaration)) return null;
  const lines = declaration['lines'];
  const first: unknown = Array.isArray(lines) ? lines[0] : null;
  return first;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
