import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../tests/browser/chromium.ts';
import { icnsFile, icoFile, type Picture } from './icon-files.ts';

// Draws the icons from renderer/naru.svg: `npm run icons`. What it writes is kept with the sources,
// so that a package needs no browser.

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const mark = readFileSync(join(import.meta.dirname, '../renderer/naru.svg'), 'utf8')
  .replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
  .replaceAll('#0d5c9e', '#ffffff');

/** The mark on a plate; the smallest go without a margin, so that something is left of it. */
function drawing(size: number): string {
  const margin = size < 48 ? 0 : 1.4;
  const side = 24 - 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}">
<rect x="${margin}" y="${margin}" width="${side}" height="${side}" rx="${side * 0.22}" fill="#0d5c9e"/>
<g transform="translate(12 12.4) scale(0.86) translate(-10 -9.2)">${mark}</g></svg>`;
}

const browser = await launchChromium();
const pictures: Picture[] = [];
try {
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block}</style>${drawing(size)}`);
    pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
  }
} finally {
  await browser.close();
}
const folder = join(import.meta.dirname, 'icons');
mkdirSync(folder, { recursive: true });
for (const { size, png } of pictures) writeFileSync(join(folder, `${size}x${size}.png`), png);
writeFileSync(join(import.meta.dirname, 'icon.ico'), icoFile(pictures));
writeFileSync(join(import.meta.dirname, 'icon.icns'), icnsFile(pictures));
