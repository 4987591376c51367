import { readFileSync } from 'node:fs';
import { plainFont } from './plain-font.ts';

/** Weights of Pretendard that the report is set in. */
export const weights = ['Regular', 'SemiBold'] as const;
export type Weight = (typeof weights)[number];

/** Built, the fonts lie beside the bundles; in the sources their package has them. */
function fontFile(weight: Weight): URL {
  const name = `Pretendard-${weight}.otf`;
  return import.meta.url.endsWith('.ts')
    ? new URL(import.meta.resolve(`pretendard/dist/public/static/${name}`))
    : new URL(`./fonts/${name}`, import.meta.url);
}

/** A font to embed, a subset of which ends up in the report. */
export const readFont = (weight: Weight): Buffer =>
  Buffer.from(plainFont(readFileSync(fontFile(weight))));
