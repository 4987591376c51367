import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readPattern } from './backtracking.ts';

/**
 * Regular expressions that go back and forth over foreign text can be made to do so for years. Each
 * one of the program is searched for a text on which its steps grow faster than the text.
 */

const root = join(import.meta.dirname, '..', '..');

interface Found {
  source: string;
  flags: string;
  where: string;
}

const literalSchema = z.looseObject({
  regex: z.object({ pattern: z.string(), flags: z.string() }),
});

function patternsOf(path: string): Found[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found: Found[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const literal = literalSchema.safeParse(node);
    if (literal.success) {
      const { pattern: source, flags } = literal.data.regex;
      found.push({ source, flags, where: path });
    } else for (const part of Object.values(node)) visit(part);
  };
  visit(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }));
  return found;
}

/** The shortest length at which growth shows, and its double. */
const times = 48;
const mostSteps = 400_000;

/** A text on which a pattern's steps grow faster than the text; `null` where none was found. */
function worst({ source, flags }: Found): { text: string; once: number; twice: number } | null {
  const pattern = readPattern(source, flags);
  const words = [...source.matchAll(/[\w<>"'=:/!?&;#%@.,-]{2,}/g)].map(([word]) =>
    word.replaceAll(/\\/g, ''),
  );
  const pieces = [...new Set([...pattern.samples, ...words, ' ', 'a', '0'])].slice(0, 40);
  const piece = fc.constantFrom(...pieces);
  const shape = fc.record({
    before: fc.array(piece, { maxLength: 2 }),
    pump: fc.array(piece, { minLength: 1, maxLength: 3 }),
    after: fc.oneof(fc.constantFrom('', '!', '\n', '\u0000', '나'), piece),
  });
  const singles = pieces.map((each) => ({ before: [], pump: [each], after: '\u0000' }));
  for (const { before, pump, after } of [
    ...singles,
    ...fc.sample(shape, { numRuns: 300, seed: 7 }),
  ]) {
    const textOf = (n: number): string => before.join('') + pump.join('').repeat(n) + after;
    const once = pattern.steps(textOf(times), mostSteps);
    const twice = pattern.steps(textOf(2 * times), mostSteps);
    if (once >= mostSteps || (twice > 2.8 * once && twice > 1000))
      return { text: textOf(3), once, twice };
  }
  return null;
}

const isSlow = (source: string): boolean => worst({ source, flags: 'g', where: '' }) !== null;

test('the counter of steps finds what is known to be slow, and nothing in what is not', () => {
  const slow = ['(a+)+$', '(a|a)*b', '\\/+$', '^(\\w+\\s?)*$', '<c [^>]*>', '\\s+$', '(?:x+x+)+y'];
  const plain = ['^a+$', '<c [^<>]*>', '\\d{4}-\\d{2}', '^[^"]*"$', 'abc', '(?:ab)+'];
  expect(slow.filter((source) => !isSlow(source))).toEqual([]);
  expect(plain.filter(isSlow)).toEqual([]);
});

/** Patterns whose steps grow with the square of a text that is bounded before they see it. */
const bounded: Readonly<Record<string, string>> = {
  '\\s*<link rel="stylesheet"[^>]*>': 'our own page, while it is built',
  '([^.[\\]]+)(\\[\\d+\\])?$': 'the path of a field of ours',
  '([^.[\\]]+)(?:\\[\\d+\\])?$': 'the path of a field of ours',
  '\\B(?=(\\d{3})+$)': 'a number of a form, 100 letters at most',
  '\\(.*\\)$': 'the name of a holiday, 60 letters at most',
  '0+$': 'digits of a number that was read, 100 letters at most',
  '\\.?0+$': 'digits of a number that was read or of a double',
  '[([{][^)\\]}]*[)\\]}]': 'a heading, cut to 300 letters',
  '\\/+$': 'the type of a problem, cut to 2,000 letters; an address that a person typed, 500',
  '<(script|style)[\\s\\S]*?<\\/\\1>': 'an answer, cut to 5,000 letters',
  '<[^>]*>': 'an answer, cut to 5,000 letters',
  '`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\]]+)\\]\\(([^)\\s]+)\\)': 'our own pages of help',
  '^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$': 'a name, of which it reads 200 letters',
  '[A-Za-z0-9.]+=(?:"(?:[^"]|"")*"|[^,"]*)(?:, *|$)':
    'the name in a certificate, as the system tells it',
};

describe('every pattern of the program', { timeout: 600_000 }, () => {
  const files = globSync('{main,shared,renderer,preload}/**/*.{ts,tsx}', { cwd: root }).filter(
    (path) => !path.includes('/i18n/'),
  );
  const found = files.flatMap(patternsOf);

  test('takes steps in proportion to the text, or sees a bounded one', () => {
    expect(found.length).toBeGreaterThan(150);
    const slow = found.flatMap((each) => {
      const text = worst(each);
      return text === null ? [] : [{ ...each, ...text }];
    });
    const unknown = slow.filter(({ source }) => bounded[source] === undefined);
    expect(
      unknown.map(
        ({ source, flags, where, text, once, twice }) =>
          `${where}: /${source}/${flags} on ${JSON.stringify(text)}: ${once} → ${twice}`,
      ),
    ).toEqual([]);
    const sources = new Set(slow.map(({ source }) => source));
    expect(Object.keys(bounded).filter((source) => !sources.has(source))).toEqual([]);
  });
});
