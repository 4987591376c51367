import writeXlsx, { type Cell, type SheetData } from 'write-excel-file/node';
import { codeLists, type CodeListName } from '../../shared/codes/index.ts';
import {
  exampleFiling,
  type SpreadsheetColumn,
  spreadsheetColumns,
  spreadsheetRows,
  type SupportedKind,
} from '../../shared/documents/index.ts';
import { createTranslate, type Language, type Translate } from '../../shared/i18n/index.ts';

const colours = { mandatory: '#FDF1DF', optional: '#EEF2F6' } as const;

/**
 * A workbook to fill in: a sheet with headings and an example that is accepted as it stands, the
 * codes that its fields draw from, and all further columns that intake knows.
 */
export async function writeTemplate(kind: SupportedKind, language: Language): Promise<Uint8Array> {
  const t = createTranslate(language);
  const example = spreadsheetRows(exampleFiling(kind));
  const columns = spreadsheetColumns(kind).filter(
    ({ key, mandatory }) => mandatory || example.some((row) => (row[key] ?? '') !== ''),
  );
  const form: SheetData = [
    columns.map((column) => headingCell(column, language)),
    ...example.map((row) => columns.map(({ key }) => textCell(row[key] ?? ''))),
  ];
  const sheets = [
    {
      sheet: t(`intake.template.${kind}`),
      data: form,
      columns: columns.map((column) => ({ width: 3 + widthOf(column.headings[language]) })),
      stickyRowsCount: 1,
    },
    {
      sheet: t('intake.template.codes'),
      data: codeRows(kind, language, t),
      columns: [{ width: 28 }, { width: 14 }, { width: 40 }, { width: 40 }],
      stickyRowsCount: 1,
    },
    {
      sheet: t('intake.template.fields'),
      data: fieldRows(kind, language, t),
      columns: [{ width: 34 }, { width: 12 }, { width: 26 }, { width: 30 }],
      stickyRowsCount: 1,
    },
  ];
  return writeXlsx(sheets).toBuffer();
}

const textCell = (value: string): Cell =>
  value === '' ? null : { value, type: String, format: '@' };
const titleCell = (value: string): Cell => ({
  value,
  type: String,
  fontWeight: 'bold',
  backgroundColor: colours.optional,
});

/** What is mandatory has a star after it and a colour of its own. */
const headingCell = ({ headings, mandatory }: SpreadsheetColumn, language: Language): Cell => ({
  value: mandatory ? `${headings[language]} *` : headings[language],
  type: String,
  fontWeight: 'bold',
  backgroundColor: mandatory ? colours.mandatory : colours.optional,
});

/** Korean letters are about twice as wide as Latin ones. */
const widthOf = (text: string): number =>
  Math.max(8, text.length + (text.match(/[가-힣]/g)?.length ?? 0));

/** Every code of the lists that the kind's fields draw from, with the fields that take it. */
function codeRows(kind: SupportedKind, language: Language, t: Translate): SheetData {
  const labels = new Map<CodeListName, string[]>();
  for (const { format, headings } of spreadsheetColumns(kind)) {
    if (format.type !== 'code' && format.type !== 'text') continue;
    if (format.list === null) continue;
    labels.set(format.list, [...(labels.get(format.list) ?? []), headings[language]]);
  }
  return [
    [
      titleCell(t('intake.template.columns.field')),
      titleCell(t('intake.template.columns.code')),
      titleCell(t('intake.template.columns.korean')),
      titleCell(t('intake.template.columns.english')),
    ],
    ...[...labels].flatMap(([list, fields]) =>
      codeLists[list].entries.map(({ code, ko, en }) =>
        [fields.join(', '), code, ko, en].map(textCell),
      ),
    ),
  ];
}

/** Every column that intake knows: its heading can be copied into the form. */
const fieldRows = (kind: SupportedKind, language: Language, t: Translate): SheetData => [
  [
    titleCell(t('intake.template.columns.heading')),
    titleCell(t('intake.template.columns.mandatory')),
    titleCell(t('intake.template.columns.shape')),
    titleCell(t('intake.template.columns.key')),
  ],
  ...spreadsheetColumns(kind).map((column) =>
    [
      column.headings[language],
      column.mandatory ? t('intake.template.yes') : '',
      shapeOf(column, t),
      column.key,
    ].map(textCell),
  ),
];

function shapeOf({ format, several }: SpreadsheetColumn, t: Translate): string {
  const one = shapeOfOne(format, t);
  return several ? t('intake.template.shapes.several', { one }) : one;
}

function shapeOfOne(format: SpreadsheetColumn['format'], t: Translate): string {
  switch (format.type) {
    case 'text':
      return format.example === null
        ? t('intake.template.shapes.text', { max: format.max })
        : t('intake.template.shapes.shaped', { example: format.example });
    case 'code':
      return t('intake.template.shapes.code', {
        codes:
          format.codes.length > 8
            ? `${format.codes.slice(0, 8).join(' ')} …`
            : format.codes.join(' '),
      });
    case 'decimal':
      return t('intake.template.shapes.decimal', {
        digits: format.digits,
        decimals: format.decimals,
      });
    case 'date':
      return t('intake.template.shapes.date');
    case 'flag':
      return t('intake.template.shapes.flag');
  }
}
