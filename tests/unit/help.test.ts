import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { helpPages, isHelpPage } from '../../shared/help/help-pages.ts';
import { plainText, readMarkdown, type Block, type Inline } from '../../shared/help/markdown.ts';
import { catalogues } from '../../shared/i18n/catalogue.ts';
import { languages, type Language } from '../../shared/i18n/index.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = { ko: 'docs/office', en: 'docs/office/en' } as const;
const read = (language: Language, page: string): string =>
  readFileSync(join(root, folders[language], `${page}.md`), 'utf8');

function inlinesOf(block: Block): Inline[] {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.flat();
    case 'table':
      return [...block.head, ...block.rows.flat()].flat();
    case 'code':
      return [];
  }
}
const allTexts = (tree: object): string[] =>
  Object.values(tree).flatMap((value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? allTexts(value)
        : [],
  );

describe.each(languages)('the pages for an office in %s', (language) => {
  test('are those of the help, no more and no fewer', () => {
    const files = globSync('*.md', { cwd: join(root, folders[language]) });
    expect(files.toSorted()).toEqual(helpPages.map((page) => `${page}.md`).toSorted());
  });

  test.each(helpPages)('%s is read whole, and its links lead somewhere', (page) => {
    const blocks = readMarkdown(read(language, page));
    expect(blocks[0]).toMatchObject({ is: 'heading', level: 1 });
    for (const inline of blocks.flatMap(inlinesOf)) {
      // What is left of a mark was not understood.
      if (inline.is === 'text') expect(inline.text).not.toMatch(/[*`[\]]|\]\(|^#|^\|/);
      if (inline.is === 'link') expect(isHelpPage(inline.to.replace(/\.md$/, ''))).toBe(true);
    }
    for (const block of blocks)
      if (block.is === 'table')
        for (const row of block.rows) expect(row).toHaveLength(block.head.length);
  });

  const words = allTexts(catalogues[language]);
  test.each(helpPages)('%s calls what stands on the screens by its name', (page) => {
    const strong = readMarkdown(read(language, page))
      .flatMap(inlinesOf)
      .filter(({ is }) => is === 'strong');
    const unknown = strong.filter(({ text }) => !words.some((word) => word.includes(text)));
    expect(unknown.map(({ text }) => text)).toEqual([]);
  });

  test('tell of every error what to do', () => {
    const rows = readMarkdown(read(language, 'troubles')).flatMap((block) =>
      block.is === 'table' ? block.rows : [],
    );
    const told = new Map(
      rows.map(([code = [], , cure = []]) => [plainText(code), plainText(cure)]),
    );
    expect(told.size).toBe(rows.length);
    for (const code of errorCodes)
      expect(
        told.get(code)?.length ?? 0,
        `${code} has no row in ${folders[language]}/troubles.md`,
      ).toBeGreaterThan(5);
  });
});

test('the pages of both languages have the same parts', () => {
  for (const page of helpPages) {
    const shape = (language: Language) =>
      readMarkdown(read(language, page)).map((block) =>
        block.is === 'heading'
          ? `heading ${block.level}`
          : block.is === 'table'
            ? `table ${block.rows.length}`
            : block.is === 'list'
              ? `list ${block.items.length}`
              : block.is,
      );
    expect(shape('en'), page).toEqual(shape('ko'));
  }
});

describe('Markdown', () => {
  test('becomes blocks, never HTML', () => {
    expect(
      readMarkdown(
        '# A\n\nx `<b>` **y**\n[z](outage.md)\n\n- 1\n  more\n- 2\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```\n# no\n```\n',
      ),
    ).toEqual([
      { is: 'heading', level: 1, text: [{ is: 'text', text: 'A' }] },
      {
        is: 'paragraph',
        text: [
          { is: 'text', text: 'x ' },
          { is: 'code', text: '<b>' },
          { is: 'text', text: ' ' },
          { is: 'strong', text: 'y' },
          { is: 'text', text: ' ' },
          { is: 'link', text: 'z', to: 'outage.md' },
        ],
      },
      {
        is: 'list',
        ordered: false,
        items: [[{ is: 'text', text: '1 more' }], [{ is: 'text', text: '2' }]],
      },
      {
        is: 'table',
        head: [[{ is: 'text', text: 'a' }], [{ is: 'text', text: 'b' }]],
        rows: [[[{ is: 'text', text: '1' }], [{ is: 'text', text: '2' }]]],
      },
      { is: 'code', text: '# no' },
    ]);
  });
});
