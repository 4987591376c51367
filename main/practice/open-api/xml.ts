/** An element of an answer: text, or elements. */
export type Part = readonly [name: string, content: string | readonly Part[]];

/** An answer as UNI-PASS gives it: root, count, notice, rows. */
export function answerXml(root: string, count: number, rows: readonly Part[], notice = ''): string {
  const head: Part[] = [
    ['tCnt', String(count)],
    ['ntceInfo', notice],
  ];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml([root, [...head, ...rows]])}\n`;
}

function xml([name, content]: Part): string {
  const inner = typeof content === 'string' ? escaped(content) : content.map(xml).join('');
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
