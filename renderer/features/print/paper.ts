import type { CallOutput, Draft } from '../../../shared/contract/index.ts';
import { codeName } from '../../../shared/codes/index.ts';
import { formOf } from '../../../shared/documents/form.ts';
import type { FormField, FormGrid } from '../../../shared/documents/form.ts';
import { formatDeclarationNo, type DeclarationKind } from '../../../shared/filing/numbers.ts';
import type { CivilDate, EpochMs } from '../../../shared/time.ts';
import { shown } from '../editor/typed.ts';
import { isValues, type Json, type Values } from '../editor/values.ts';

/** How far a declaration on paper has come; a copy must not be taken for more than it is. */
export type Standing =
  | { is: 'draft' }
  | { is: 'before'; attempts: number; firstAttemptAt: EpochMs | null }
  | { is: 'taken'; receiptNo: string | null };

/** One declaration to print. */
export interface Paper {
  readonly key: string;
  readonly kind: DeclarationKind;
  readonly declarationNo: string;
  readonly declaredOn: CivilDate | null;
  readonly receiptNo: string | null;
  readonly standing: Standing;
  readonly values: Values;
}

type Printable = CallOutput<'filings.printable'>['documents'][number];

export function paperOf(document: Printable): Paper {
  const { attempts, firstAttemptAt, receiptNo, declaration } = document;
  return {
    key: String(document.id),
    kind: document.kind,
    declarationNo: formatDeclarationNo(document.declarationNo),
    declaredOn: document.declaredOn,
    receiptNo,
    standing: document.taken
      ? { is: 'taken', receiptNo }
      : { is: 'before', attempts, firstAttemptAt },
    values: isValues(declaration) ? declaration : {},
  };
}

export function paperOfDraft({ id, kind, declarationNo, body }: Draft): Paper {
  return {
    key: `draft-${id}`,
    kind,
    declarationNo: declarationNo === null ? '' : formatDeclarationNo(declarationNo),
    declaredOn: null,
    receiptNo: null,
    standing: { is: 'draft' },
    values: isValues(body.declaration) ? body.declaration : {},
  };
}

/** A field that is filled in, by its name and as it is written on paper. */
export interface Written {
  readonly key: string;
  readonly text: string;
}

/** How the fields of a kind are written on paper: codes with their names, amounts grouped. */
export interface Pen {
  /** Empty where nothing is entered. */
  write(values: Values, key: string): string;
  /** Everything that is entered and not among these, in the form's order; nested rows flat. */
  rest(values: Values, grid: 'header' | FormGrid, but: ReadonlySet<string>): Written[];
  readonly lines: FormGrid | null;
}

export function penFor(kind: DeclarationKind): Pen {
  const form = formOf(kind);
  const header = form.sections.flatMap(({ fields }) => fields);
  const lines = form.grids.find(({ key }) => key === 'lines') ?? null;
  const fields = new Map<string, FormField>();
  const learn = (known: readonly FormField[]): void => {
    for (const field of known) if (!fields.has(field.key)) fields.set(field.key, field);
  };
  const learnGrid = (grid: FormGrid): void => {
    learn(grid.fields);
    grid.grids.forEach(learnGrid);
  };
  learn(header);
  form.grids.forEach(learnGrid);

  const one = (field: FormField | undefined, value: Json | undefined): string => {
    if (value === undefined || value === null || value === '') return '';
    if (Array.isArray(value)) return value.map((item) => one(field, item)).join(', ');
    if (field === undefined) return typeof value === 'string' ? value : JSON.stringify(value);
    const text = shown(field.format, value);
    const name = field.list === null ? null : codeName(field.list, text, 'ko');
    return name === null ? text : `${text} ${name}`;
  };
  const write = (values: Values, key: string): string => one(fields.get(key), values[key]);

  function rest(values: Values, grid: 'header' | FormGrid, but: ReadonlySet<string>): Written[] {
    const own = grid === 'header' ? header : grid.fields;
    const inner = grid === 'header' ? form.grids.filter(({ key }) => key !== 'lines') : grid.grids;
    const written = own
      .filter(({ key }) => !but.has(key))
      .map(({ key }) => ({ key, text: write(values, key) }));
    const nested = inner
      .filter(({ key }) => !but.has(key))
      .map((each) => ({ key: each.key, text: rowsAsText(values[each.key], each) }));
    return [...written, ...nested].filter(({ text }) => text !== '');
  }
  /** `(1) … (2) …` */
  function rowsAsText(rows: Json | undefined, grid: FormGrid): string {
    if (!Array.isArray(rows)) return '';
    return rows
      .filter(isValues)
      .map((row, index) => {
        const texts = rest(row, grid, new Set()).map(({ text }) => text);
        return `(${index + 1}) ${texts.join(' / ')}`;
      })
      .join('  ');
  }
  return { write, rest, lines };
}
