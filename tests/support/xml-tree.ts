import { parseXml, type XmlElement } from '../../shared/documents/xml/parse.ts';

/** A document's elements as one line each, with path, attributes and text: `A/B[2] unit="KG": 5`. */
export function treeLines(xml: string): string[] {
  const reading = parseXml(xml);
  if (!reading.ok) throw new Error(`not XML: ${reading.why}`);
  return linesOf(reading.root, reading.root.name);
}

function linesOf({ attributes, children, text }: XmlElement, path: string): string[] {
  const named = [...attributes].map(([name, value]) => ` ${name}="${value}"`).toSorted();
  const seen = new Map<string, number>();
  return [
    `${path}${named.join('')}: ${text}`,
    ...children.flatMap((child) => {
      const nth = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, nth);
      return linesOf(child, `${path}/${child.name}${nth > 1 ? `[${nth}]` : ''}`);
    }),
  ];
}
