import { maskName, maskNumber, maskText } from './masking.ts';

/** A leaf element with its name, without namespace, and its text. */
const leaf = /<(?:[\w.-]{1,60}:)?([\w.-]{1,60})>([^<>]{1,500})(?=<\/)/g;

const nameOfPerson =
  /^Name$|(?:Person|Representative|Consignee|Payer|Importer|Exporter)\w{0,20}Name$/i;
const otherOfPerson = /(?:Phone|Telephone|Tel|TelNo|Email|Mail)$/i;
/** KCS's own columns for a name (성명) and a telephone. */
const columnOfPerson = /_(?:NM|FNM|TELNO|TEL)$/;

/**
 * A document with what it says of persons masked: what is known of its declaration, what is personal
 * by its shape, and what stands in an element for a name. Names of companies stay.
 * @param known names and numbers as the declaration has them
 */
export function maskXml(text: string, known: readonly string[]): string {
  const byElement = text.replaceAll(leaf, (all: string, name: string, inside: string) => {
    const isName = nameOfPerson.test(name) || columnOfPerson.test(name);
    if (!isName && !otherOfPerson.test(name)) return all;
    const head = all.slice(0, all.length - inside.length);
    return head + (isName ? maskName(inside) : maskNumber(inside));
  });
  return maskText(byElement, known);
}
