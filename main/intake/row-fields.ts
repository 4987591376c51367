import type { Mapping } from '../../shared/contract/index.ts';
import {
  isSupportedKind,
  type SpreadsheetColumn,
  type SupportedKind,
} from '../../shared/documents/index.ts';
import { fieldsOf, rowKeys } from './headings.ts';

/** A column that gives a field, as a row of a kind is read. */
export interface FieldPlace {
  readonly at: number;
  readonly heading: string;
  readonly column: SpreadsheetColumn;
  /** Path of what is repeated, such as `lines.specifications`; empty for the header. */
  readonly scope: string;
}

/** A column whose content belongs to no field. */
export interface StrayPlace {
  readonly at: number;
  readonly heading: string;
}

/** What is repeated inside a filing, such as lines and in them specifications. */
export interface Repeated {
  readonly name: string;
  readonly scope: string;
  /** Whether a new one of what is around it always has one. */
  readonly needed: boolean;
  readonly inner: readonly Repeated[];
}

/** How the rows of one kind are read. */
export interface KindLayout {
  readonly kind: SupportedKind;
  readonly fields: readonly FieldPlace[];
  readonly strays: readonly StrayPlace[];
  readonly repeated: readonly Repeated[];
  /** Values for every filing where its rows give none. */
  readonly fixed: readonly { readonly column: SpreadsheetColumn; readonly text: string }[];
  readonly headingOf: ReadonlyMap<string, string>;
}

export interface Layout {
  readonly kindAt: number;
  readonly referenceAt: number;
  /** Where a row says which line or specification it belongs to, by scope. */
  readonly numberAt: ReadonlyMap<string, number>;
  readonly kinds: Readonly<Record<SupportedKind, KindLayout>>;
  readonly kind: SupportedKind;
}

const at = (mapping: Mapping, key: string): number =>
  mapping.columns.find((column) => column.key === key)?.at ?? -1;

/** Lays a mapping out for reading. @param undecided columns with a heading that nobody knows */
export function layOut(
  mapping: Mapping,
  headings: readonly string[],
  undecided: readonly number[],
): Layout {
  const numberAt = new Map<string, number>();
  for (const [scope, key] of [
    ['lines', 'lineNumber'],
    ['lines.specifications', 'specificationNumber'],
  ] as const)
    if (at(mapping, key) !== -1) numberAt.set(scope, at(mapping, key));
  return {
    kindAt: at(mapping, 'kind'),
    referenceAt: at(mapping, 'reference'),
    numberAt,
    kind: isSupportedKind(mapping.kind) ? mapping.kind : 'import',
    kinds: {
      import: layOutKind('import', mapping, headings, undecided),
      export: layOutKind('export', mapping, headings, undecided),
      'list-clearance': layOutKind('list-clearance', mapping, headings, undecided),
    },
  };
}

function layOutKind(
  kind: SupportedKind,
  mapping: Mapping,
  headings: readonly string[],
  undecided: readonly number[],
): KindLayout {
  const known = fieldsOf(kind);
  const fields: FieldPlace[] = [];
  const strayAt: number[] = [...undecided];
  for (const { at, key } of mapping.columns) {
    if (key === null || rowKeys.some((rowKey) => rowKey === key)) continue;
    const column = known.get(key);
    if (column === undefined) strayAt.push(at);
    else fields.push({ at, heading: headings[at] ?? '', column, scope: column.scope.join('.') });
  }
  return {
    kind,
    fields,
    strays: strayAt.map((at) => ({ at, heading: headings[at] ?? '' })),
    repeated: repeatedOf(known),
    fixed: Object.entries(mapping.fixed).flatMap(([key, text]) => {
      const column = known.get(key);
      return column === undefined ? [] : [{ column, text }];
    }),
    headingOf: new Map(fields.map(({ column, heading }) => [column.key, heading])),
  };
}

/** What is repeated in a kind, from the outside in. */
function repeatedOf(fields: ReadonlyMap<string, SpreadsheetColumn>): Repeated[] {
  const needed = new Set<string>();
  const paths = new Map<string, readonly string[]>();
  for (const { scope, mandatory } of fields.values())
    scope.forEach((_, depth) => {
      const path = scope.slice(0, depth + 1);
      paths.set(path.join('.'), path);
      if (mandatory && depth === scope.length - 1) needed.add(path.join('.'));
    });
  const inside = (outer: string): Repeated[] =>
    [...paths].flatMap(([scope, path]): Repeated[] =>
      path.slice(0, -1).join('.') === outer
        ? [{ name: path.at(-1) ?? '', scope, needed: needed.has(scope), inner: inside(scope) }]
        : [],
    );
  return inside('');
}
