import { createHash } from 'node:crypto';
import { createTranslate, languages, type TextKey } from '../../shared/i18n/index.ts';

const style =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem}' +
  'h1{font-size:1.25rem}@media(prefers-color-scheme:dark){body{background:#16191d;color:#e6e8ea}}';
const styleHash = createHash('sha256').update(style).digest('base64');

/** Allows the page below and nothing else. */
export const plainPagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page without script that says one thing in Korean and English. */
export function plainPage(title: TextKey, text: TextKey): string {
  const sections = languages.map((language) => {
    const t = createTranslate(language);
    return `<section lang="${language}"><h1>${t(title)}</h1><p>${t(text)}</p></section>`;
  });
  const heading = createTranslate('ko')(title);
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><style>${style}</style></head><body>${sections.join('')}</body></html>`;
}
