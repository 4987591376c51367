import { json, numberColumn, time, type ExportTable } from './export-table.ts';
import { moreExportTables } from './export-more-tables.ts';

/** Filings with all that was entered, sent and received; then what else the office has. */
export const exportTables: readonly ExportTable[] = [
  {
    name: 'filings',
    about: ['신고와 정정·취하·동기화', 'Declarations, amendments, withdrawals, synchronisations'],
    sql: 'SELECT * FROM filing ORDER BY id',
    read: {
      created_at: time,
      updated_at: time,
      receipt_at: time,
      inquire_at: time,
      summary: json,
    },
    columns: [
      ['id', '내부 번호', 'Internal id'],
      ['reference', '참조번호', 'Reference'],
      numberColumn,
      ['part', '종류(신고, 정정, 취하, 동기화)', 'Declaration or part of it'],
      ['part_seq', '차수', 'Sequence of the part'],
      ['original_id', '원신고의 내부 번호', 'Id of what the part points at'],
      ['kind', '수입, 수출, 목록통관', 'Import, export, list clearance'],
      ['priority', '0 급함, 1 보통', '0 urgent, 1 normal'],
      ['due', '기한(9999-12-31 없음)', 'Deadline (9999-12-31: none)'],
      ['transport', '우리 쪽 상태', 'State on our side'],
      ['customs', '세관 쪽 상태', 'State at customs'],
      ['attempts', '시도 수', 'Attempts'],
      ['receipt_no', '접수번호', 'Receipt number'],
      ['receipt_at', '접수 시각', 'When it was received'],
      ['due_basis', '기한의 근거', 'What the deadline rests on'],
      ['declaration_seq', '입력한 내용의 기록 번호', 'Journal entry of the declaration as entered'],
      ['submission_id', '보낸 문서의 기록 번호', 'Journal entry of the document to send'],
      ['journal_seq', '마지막 기록 번호', 'Its newest journal entry'],
      ['inquiries', '조회 수', 'Inquiries'],
      ['inquire_at', '다음 조회', 'When it is inquired about next'],
      ['last_error', '마지막 문제', 'Last trouble'],
      ['created_at', '넣은 때', 'When it was put in'],
      ['updated_at', '바뀐 때', 'When it last changed'],
      ['summary', '요약', 'Summary'],
    ],
  },
  {
    name: 'declarations',
    about: ['입력한 신고 내용', 'Declarations as entered'],
    sql: `SELECT journal.seq, journal.filing_id, filing.declaration_no, journal.at, journal.kind,
            journal.body FROM journal JOIN filing ON filing.id = journal.filing_id
          WHERE journal.kind IN ('queued', 'edited', 'recomputed') AND journal.body IS NOT NULL
          ORDER BY journal.seq`,
    read: { at: time, body: json },
    columns: [
      ['seq', '기록 번호', 'Journal entry'],
      ['filing_id', '신고의 내부 번호', 'Id of the filing'],
      numberColumn,
      ['at', '때', 'When'],
      ['kind', '입력, 수정, 다시 계산', 'Entered, edited or recomputed'],
      ['body', '내용(JSON)', 'Content (JSON)'],
    ],
  },
  {
    name: 'attempts',
    about: ['송신과 조회', 'Sendings and inquiries'],
    sql: `SELECT attempt.*, filing.declaration_no FROM attempt
          JOIN filing ON filing.id = attempt.filing_id ORDER BY attempt.rowid`,
    read: { started_at: time, settled_at: time, errors: json, receipt: json },
    columns: [
      ['filing_id', '신고의 내부 번호', 'Id of the filing'],
      numberColumn,
      ['n', '몇 번째', 'Its number'],
      ['kind', '송신, 조회', 'Sending or inquiry'],
      ['submission_id', '보낸 문서의 기록 번호', 'Journal entry of the document'],
      ['started_at', '시작', 'Begun'],
      ['settled_at', '결과 시각', 'Settled'],
      ['outcome', '결과', 'Outcome'],
      ['cause', '까닭', 'Cause'],
      ['http_status', 'HTTP 상태', 'HTTP status'],
      ['took_ms', '걸린 시간(ms)', 'Time taken (ms)'],
      ['retry_after_ms', '기다리라는 시간(ms)', 'Asked to wait (ms)'],
      ['answer', '받은 답', 'Answer'],
      ['errors', '오류(JSON)', 'Errors (JSON)'],
      ['receipt', '접수(JSON)', 'Receipt (JSON)'],
    ],
  },
  {
    name: 'notices',
    about: ['세관의 통보', 'Notices of customs'],
    sql: 'SELECT * FROM notice ORDER BY received_at, id',
    read: { received_at: time, body: json },
    columns: [
      ['destination', '보낸 곳', 'Destination'],
      ['id', '통보 번호', 'Id of the notice'],
      numberColumn,
      ['received_at', '받은 때', 'When it came'],
      ['body', '내용(JSON)', 'Content (JSON)'],
    ],
  },
  {
    name: 'journal',
    about: ['해시로 이어진 기록', 'The journal, chained by hash'],
    sql: `SELECT seq, at, filing_id, before, kind, transport, customs, data, hash FROM journal
          ORDER BY seq`,
    read: { at: time },
    columns: [
      ['seq', '기록 번호', 'Number'],
      ['at', '때', 'When'],
      ['filing_id', '신고의 내부 번호', 'Id of the filing'],
      ['before', '같은 신고의 앞 기록', 'Entry before of the same filing'],
      ['kind', '일', 'What happened'],
      ['transport', '우리 쪽 상태', 'State on our side'],
      ['customs', '세관 쪽 상태', 'State at customs'],
      ['data', '세부(JSON 그대로)', 'Particulars (JSON as it is hashed)'],
      ['hash', '해시', 'Hash'],
    ],
  },
  ...moreExportTables,
];

/** What stands in the export's README. */
export function explain(tables: readonly ExportTable[]): string {
  const parts = tables.map(({ name, about, columns }) => {
    const rows = columns.map(([column, ko, en]) => `| ${column} | ${ko} | ${en} |`);
    const title = `## ${name}.csv, ${name}.jsonl\n\n${about[0]} / ${about[1]}`;
    return `${title}\n\n| | 뜻 | Meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# 나루 자료 / Naru data

- CSV는 UTF-8이고 쉼표로 나눕니다. 표 프로그램이 수식으로 읽을 글 앞에는 작은따옴표(')를 붙였습니다. 원래 글은 JSON Lines에 그대로 있습니다.
- CSV is UTF-8 with commas. Text that a spreadsheet would run as a formula has an apostrophe before it; JSON Lines has every text as it is.
- 시각은 ISO 8601, 한국 시각입니다. / Times are ISO 8601 in Korean time.
- documents: 보낸 문서 그대로, \`신고번호-기록번호.xml\` / documents as they were sent
- received: 받은 통보 문서 그대로 / notice documents as they were received
- attachments: 장애에 붙인 파일, \`첨부-기록번호\` / files that were added to incidents
- 없는 것: 설정(접속 암호와 열쇠가 있어서), 공개 API의 답, 나루가 다음에 할 일을 적어 둔 표. / Not here: settings, for tokens and keys are among them; answers of the open API; what Naru notes for its own next steps.

${parts.join('\n')}`;
}
