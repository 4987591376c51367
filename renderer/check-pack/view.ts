import type { PackCheck } from '../../shared/evidence/index.ts';
import { fill, koreanTime, words, type PageLanguage } from './words.ts';

type Child = string | Node;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What a check has found, in words. */
export function resultView(
  check: PackCheck,
  expected: string,
  language: PageLanguage,
): HTMLElement {
  const t = words[language];
  const { findings, manifest } = check;
  const isGood = findings.length === 0 && manifest !== null;
  const head = isGood
    ? [
        element('h2', {}, `✓ ${t.good}`),
        element('p', {}, t.goodText),
        element('p', {}, expected === '' ? t.goodUnknown : t.goodKnown),
      ]
    : [
        element('h2', {}, `✕ ${t.bad}`),
        element('p', {}, fill(t.badText, { count: findings.length })),
        element(
          'ul',
          {},
          ...findings.map(({ code, params }) =>
            element(
              'li',
              { 'data-code': code, 'data-params': JSON.stringify(params) },
              fill(t.findings[code], params),
            ),
          ),
        ),
      ];
  const practice =
    manifest?.mode === 'practice' ? [element('p', {}, element('strong', {}, t.practice))] : [];
  return element(
    'section',
    { class: 'result', 'data-good': String(isGood), role: 'status' },
    ...head,
    ...practice,
    factsView(check, language),
  );
}

function factsView({ manifest, fingerprint }: PackCheck, language: PageLanguage): HTMLElement {
  const t = words[language];
  const rows: [string, string][] = [];
  if (fingerprint !== null) rows.push([t.fingerprint, fingerprint]);
  if (manifest !== null) {
    const { office, span, journal, files } = manifest;
    const first = journal.before.seq + 1;
    const { lines } = journal;
    rows.push(
      [t.office, office === null ? t.unknown : `${office.name} (${office.declarant})`],
      [t.span, `${koreanTime(span.from)} ~ ${koreanTime(span.to)}`],
      [t.madeAt, koreanTime(manifest.madeAt)],
      [t.program, manifest.program],
      [t.personal, t[manifest.personalData]],
      [t.journal, fill(t.lines, { lines, first, last: journal.last.seq })],
      [t.files, files.map(({ name }) => name).join(', ')],
    );
  }
  return element(
    'dl',
    {},
    ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
  );
}
