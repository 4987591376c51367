import writeXlsx, { type Cell, type SheetData } from 'write-excel-file/node';
import { formatDeclarationNo } from '../../shared/filing/numbers.ts';
import type { TextKey } from '../../shared/i18n/index.ts';
import { forgetTimes } from './archive.ts';
import type { EvidenceInput } from './input.ts';
import { clock, exactClock, kindOf, t } from './report/words.ts';

type Value = string | number | null;

interface Sheet {
  name: TextKey;
  columns: readonly (readonly [title: TextKey, width: number])[];
  rows: readonly (readonly Value[])[];
}

/** What one sheet can hold, less its headings. */
const mostRows = 1_048_575;
/** What one cell can hold. */
const mostLetters = 32_767;

/**
 * The same as the report as tables (증빙.xlsx). Every text is stored as text and never as a
 * formula, whatever it begins with.
 */
export async function writeSheets(input: EvidenceInput): Promise<Uint8Array> {
  const sheets = [about, incidents, measurements, attempts, filings, documents, remarks].map(
    (sheetOf) => sheetOf(input),
  );
  const bytes = await writeXlsx(
    sheets.map(({ name, columns, rows }) => ({
      sheet: t(name),
      data: [columns.map(([title]) => headCell(t(title))), ...rows.slice(0, mostRows).map(cells)],
      columns: columns.map(([, width]) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
  forgetTimes(bytes);
  return bytes;
}

const headCell = (value: string): Cell => ({
  value,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#EEF2F6',
});

const cells = (row: readonly Value[]): SheetData[number] =>
  row.map((value): Cell => {
    if (value === null || value === '') return null;
    if (typeof value === 'number') return { value, type: Number };
    return { value: printable(value), type: String, format: '@' };
  });

/** XML has no way to write most control characters, nor halves of letters. */
const printable = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ')
    .toWellFormed()
    .slice(0, mostLetters);

const at = (time: number | null): Value => (time === null ? null : clock(time));

function about({
  office,
  span,
  madeAt,
  program,
  personalData,
  attachedFiles,
  mode,
  filings,
  attempts,
}: EvidenceInput): Sheet {
  const rows: [TextKey, Value][] = [
    ['evidence.pdf.cover.office', office?.name ?? t('evidence.pdf.cover.noOffice')],
    [
      'evidence.pdf.cover.span',
      t('evidence.pdf.span', { from: clock(span.from), to: clock(span.to) }),
    ],
    ['evidence.pdf.cover.madeAt', clock(madeAt)],
    ['evidence.pdf.cover.program', program],
    ['evidence.pdf.cover.personal', t(`evidence.pdf.${personalData}`)],
    ['evidence.pdf.cover.attached', t(`evidence.pdf.${attachedFiles}`)],
    ['evidence.pdf.cover.filings', filings.length],
    ['evidence.pdf.cover.attempts', attempts.length],
  ];
  const practice = mode === 'practice' ? [[t('evidence.pdf.practice'), null]] : [];
  return {
    name: 'evidence.sheets.about',
    columns: [
      ['evidence.sheets.item', 24],
      ['evidence.sheets.value', 60],
    ],
    rows: [
      ...practice,
      ...rows.map(([key, value]) => [t(key), value]),
      [t('evidence.pdf.time'), null],
    ],
  };
}

const incidents = (input: EvidenceInput): Sheet => ({
  name: 'evidence.sheets.incidents',
  columns: [
    ['evidence.sheets.id', 8],
    ['evidence.sheets.startedAt', 20],
    ['evidence.sheets.endedAt', 20],
    ['evidence.sheets.grade', 12],
    ['evidence.pdf.incident.confidence', 10],
    ['evidence.pdf.incident.side', 26],
    ['evidence.pdf.incident.channels', 40],
    ['evidence.pdf.incident.filings', 12],
  ],
  rows: input.incidents.map((one) => [
    one.id,
    clock(one.startedAt),
    at(one.endedAt),
    t(`evidence.grades.${one.grade}`),
    t(`evidence.confidence.${one.confidence}`),
    t(`evidence.sides.${one.side}`),
    one.channels.map((channel) => t(`evidence.channels.${channel}`)).join(', '),
    one.filings,
  ]),
});

const measurements = (input: EvidenceInput): Sheet => ({
  name: 'evidence.sheets.measurements',
  columns: [
    ['evidence.sheets.channel', 22],
    ['evidence.sheets.startedAt', 20],
    ['evidence.sheets.endedAt', 20],
    ['evidence.sheets.grade', 12],
    ['evidence.sheets.samples', 10],
    ['evidence.sheets.failures', 10],
    ['evidence.sheets.p50', 12],
    ['evidence.sheets.p95', 14],
  ],
  rows: (input.measurements ?? []).flatMap(({ channel, bucketMs, points }) =>
    points.map((point) => [
      t(`evidence.channels.${channel}`),
      clock(point.at),
      clock(point.at + bucketMs),
      t(`evidence.grades.${point.grade}`),
      point.samples,
      point.failures,
      point.p50,
      point.p95,
    ]),
  ),
});

const attempts = (input: EvidenceInput): Sheet => ({
  name: 'evidence.sheets.attempts',
  columns: [
    ['evidence.sheets.startedAt', 24],
    ['evidence.sheets.settledAt', 24],
    ['evidence.pdf.filing.no', 18],
    ['evidence.pdf.filing.what', 12],
    ['evidence.pdf.attempt.n', 8],
    ['evidence.pdf.attempt.kind', 8],
    ['evidence.pdf.attempt.outcome', 14],
    ['evidence.pdf.attempt.cause', 40],
    ['evidence.pdf.attempt.status', 8],
    ['evidence.sheets.tookMs', 14],
    ['evidence.sheets.retryAfterMs', 16],
    ['evidence.sheets.digest', 54],
    ['evidence.sheets.answer', 60],
  ],
  rows: input.attempts.map((one) => [
    exactClock(one.startedAt),
    one.settledAt === null ? null : exactClock(one.settledAt),
    formatDeclarationNo(one.declarationNo),
    t(`evidence.parts.${one.part.is}`),
    one.n,
    t(`states.attempt.${one.kind}`),
    one.outcome === null ? t('evidence.pdf.attempt.open') : t(`states.outcome.${one.outcome}`),
    one.cause === null ? null : t(`states.cause.${one.cause}`),
    one.httpStatus,
    one.tookMs,
    one.retryAfterMs,
    one.digest,
    one.answer,
  ]),
});

const filings = (input: EvidenceInput): Sheet => ({
  name: 'evidence.sheets.filings',
  columns: [
    ['evidence.pdf.filing.no', 18],
    ['evidence.sheets.reference', 20],
    ['evidence.pdf.filing.what', 14],
    ['evidence.pdf.filing.importer', 22],
    ['evidence.sheets.goods', 26],
    ['evidence.sheets.billOfLading', 20],
    ['evidence.pdf.filing.queued', 20],
    ['evidence.pdf.filing.ours', 14],
    ['evidence.pdf.filing.customs', 12],
    ['evidence.sheets.receiptNo', 22],
    ['evidence.sheets.receiptAt', 20],
    ['evidence.pdf.filing.attempts', 8],
    ['evidence.pdf.filing.deadline', 14],
    ['evidence.pdf.filing.rule', 40],
    ['evidence.pdf.filing.possible', 14],
    ['evidence.pdf.filing.for', 40],
    ['evidence.pdf.filing.against', 40],
    ['evidence.sheets.theirsMs', 18],
    ['evidence.sheets.oursMs', 18],
    ['evidence.sheets.personMs', 18],
  ],
  rows: input.filings.map(({ deadline, waiting, ...one }) => [
    formatDeclarationNo(one.declarationNo),
    one.reference,
    kindOf(one.kind, one.part),
    one.importer,
    one.goods,
    one.billOfLading,
    clock(one.queuedAt),
    t(`states.transport.${one.transport}`),
    t(`states.customs.${one.customs}`),
    one.receiptNo,
    at(one.receiptAt),
    one.attempts,
    deadline?.on ?? null,
    deadline?.rule ?? null,
    deadline?.possible?.on ?? null,
    deadline?.possible?.for.join('\n') ?? null,
    deadline?.possible?.against.join('\n') ?? null,
    waiting?.theirs ?? null,
    waiting?.ours ?? null,
    waiting?.person ?? null,
  ]),
});

const documents = (input: EvidenceInput): Sheet => ({
  name: 'evidence.sheets.documents',
  columns: [
    ['evidence.pdf.filing.no', 18],
    ['evidence.pdf.filing.what', 14],
    ['evidence.sheets.frozenAt', 20],
    ['evidence.sheets.digest', 60],
  ],
  rows: input.filings.flatMap(({ declarationNo, kind, part, documents: frozen }) =>
    frozen.map(({ digest, frozenAt }) => [
      formatDeclarationNo(declarationNo),
      kindOf(kind, part),
      clock(frozenAt),
      digest,
    ]),
  ),
});

const remarks = (input: EvidenceInput): Sheet => ({
  name: 'evidence.sheets.remarks',
  columns: [
    ['evidence.pdf.remark.seenAt', 20],
    ['evidence.pdf.remark.kind', 12],
    ['evidence.pdf.remark.text', 80],
    ['evidence.pdf.remark.ticket', 18],
    ['evidence.pdf.remark.link', 40],
    ['evidence.pdf.remark.file', 40],
    ['evidence.pdf.remark.attached', 20],
  ],
  rows: input.remarks.map(({ id, kind, text, link, ticket, seenAt, at: entered, file }) => [
    clock(seenAt ?? entered),
    t(`evidence.remarks.${kind}`),
    text,
    ticket,
    link,
    file === null ? null : `${file.name} (${file.digest})`,
    input.attachments.find(({ remark }) => remark === id)?.file ?? null,
  ]),
});
