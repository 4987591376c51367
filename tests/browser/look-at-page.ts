import type { Page } from 'playwright-core';
import { catalogues } from '../../shared/i18n/catalogue.ts';
import type { Language } from '../../shared/i18n/index.ts';

/**
 * What on a page is green; runs in the page. `elsewhere` must be empty: green is customs' word
 * 수리 alone.
 */
export function greenThings(): { elsewhere: string[]; released: boolean } {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas');
  const known = new Map<string, boolean>();
  const isGreen = (color: string): boolean => {
    let green = known.get(color);
    if (green === undefined) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      green = a > 0 && g > r + 6 && g > b + 3;
      known.set(color, green);
    }
    return green;
  };
  const found = { elsewhere: [] as string[], released: false };
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);
    const colors = [style.color, style.backgroundColor, style.borderTopColor, style.outlineColor];
    if (element instanceof SVGElement) colors.push(style.fill, style.stroke);
    if (!colors.some((color) => isGreen(color))) continue;
    if (element.closest('[data-customs=released]') === null)
      found.elsewhere.push(`${element.outerHTML.slice(0, 100)} ${colors.join(' ')}`);
    else found.released = true;
  }
  return found;
}

interface Painted {
  text: string;
  /** Red, green and blue, 0 to 255. */
  front: number[];
  back: number[];
  /** Points of size and weight from which WCAG calls a text large. */
  large: boolean;
}

/** Every text with its colour and that behind it; runs in the page. */
function paintedTexts(): Painted[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('no canvas');
  const paint = (colors: string[]): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const painted: Painted[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (text === '' || element === null) continue;
    if (element.closest('[data-disabled], kbd, [aria-hidden=true]') !== null) continue;
    const style = getComputedStyle(element);
    const behind: string[] = [];
    for (let at: Element | null = element; at !== null; at = at.parentElement)
      behind.unshift(getComputedStyle(at).backgroundColor);
    const size = Number.parseFloat(style.fontSize);
    painted.push({
      text,
      front: paint([...behind, style.color]),
      back: paint(behind),
      large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
    });
  }
  return painted;
}

/** Relative luminance of WCAG 2.2. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Texts that are too faint against what is behind them (WCAG 2.2, 1.4.3). */
export async function faintTexts(page: Page): Promise<string[]> {
  const faint = (await page.evaluate(paintedTexts)).flatMap(({ text, front, back, large }) => {
    const [light = 0, dark = 0] = [luminance(front), luminance(back)].toSorted((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    return ratio < (large ? 3 : 4.5)
      ? [`${ratio.toFixed(2)} ${text} ${front.join(',')} on ${back.join(',')}`]
      : [];
  });
  return [...new Set(faint)];
}

/** Every text of a catalogue's screens that is the same whatever it is told about. */
function fixedTexts(language: Language): Set<string> {
  const collect = (tree: object): string[] =>
    Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : collect(value)));
  const { cli: _cli, hosts: _hosts, ...shown } = catalogues[language];
  return new Set(collect(shown).filter((text) => text !== '' && !text.includes('{{')));
}

/** Texts and names on the page that are of the other language. */
export async function foreignTexts(page: Page, language: Language): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      // The switch names each language in its own words, and a letter to somebody has its own.
      if (node.parentElement?.closest('[lang]:not(html)') === null)
        found.push(node.textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title'])
        found.push(element.getAttribute(name) ?? '');
    return found.filter((text) => text !== '');
  });
  const other = fixedTexts(language === 'ko' ? 'en' : 'ko');
  const own = fixedTexts(language);
  return texts.filter(
    (text) =>
      (language === 'en' && /[ㄱ-ㆎ가-힣]/.test(text)) || (other.has(text) && !own.has(text)),
  );
}

/** Controls that assistive technology would not know what to call. */
export async function namelessControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const named = new Set(['button', 'link', 'textbox', 'radio', 'grid', 'dialog', 'progressbar']);
  return nodes.flatMap(({ role, name, ignored }) => {
    const kind = String(role?.value ?? '');
    const isNameless = String(name?.value ?? '').trim() === '';
    return !ignored && named.has(kind) && isNameless ? [kind] : [];
  });
}
