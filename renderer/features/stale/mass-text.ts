import type { Consignee } from './consignees.ts';
import { messageTo } from './message.ts';

/**
 * Name, phone and message of each consignee as tab-separated text, which spreadsheets and services
 * for mass texting take by pasting. What has a line break or a quote stands in quotes.
 */
export function massText(
  consignees: readonly Consignee[],
  office: string,
  headings: readonly [name: string, phone: string, message: string],
): string {
  const rows = consignees.map((consignee) => [
    consignee.name,
    domesticPhone(consignee.phone),
    messageTo(consignee, office),
  ]);
  return `${[headings, ...rows].map((row) => row.map(cell).join('\t')).join('\r\n')}\r\n`;
}

/** `+82 10-…` as it is dialled in Korea: a leading plus would be taken for a formula. */
export function domesticPhone(phone: string): string {
  return phone.replace(/^\+82[\s-]*0?/, '0');
}

function cell(text: string): string {
  // Spreadsheets compute what begins like a formula; an apostrophe says that it is text.
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
