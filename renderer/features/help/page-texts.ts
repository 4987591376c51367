import type { HelpPage } from '../../../shared/help/help-pages.ts';
import type { Language } from '../../../shared/i18n/index.ts';

/** The pages as they were when the program was built: they are here without any network. */
const files = import.meta.glob<string>('../../../docs/office/**/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export function pageText(page: HelpPage, language: Language): string {
  const folder = language === 'ko' ? '' : 'en/';
  return files[`../../../docs/office/${folder}${page}.md`] ?? '';
}
