import { createHash } from 'node:crypto';
import { entryHash } from '../../main/store/journal.ts';
import { evidenceInputSchema, type EvidenceInput } from '../../main/evidence/index.ts';
import {
  journalLineText,
  attachmentName,
  type JournalLine,
  type PackFile,
  type PersonalData,
} from '../../shared/evidence/index.ts';
import { entryKindSchema } from '../../shared/filing/detail.ts';
import { epochMs } from '../../shared/time.ts';
import { seededRandom } from './virtual-clock.ts';

const from = Date.parse('2025-12-01T04:00:00Z');
const minute = 60_000;

const digestOf = (text: string): string =>
  `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;

/** What a person saved of a notice of customs. */
const attached = '%PDF-1.4 공지';
const attachments: PackFile[] = [
  { name: attachmentName(2, '공지 (1).pdf'), bytes: Buffer.from(attached) },
];

export interface SampleSize {
  attempts: number;
  filings: number;
  personalData?: PersonalData;
}

/** What a pack of one long afternoon is made of: an outage that has been and gone. */
export function evidenceSample({ attempts, filings, personalData = 'masked' }: SampleSize): {
  input: EvidenceInput;
  journal: Uint8Array;
  attachments: PackFile[];
} {
  const random = seededRandom(5);
  const lines = journalLines(attempts * 4, random);
  const span = { from, to: from + 6 * 60 * minute };
  const noOf = (index: number): string =>
    `1234525${String(100_000 + (index % filings)).padStart(6, '0')}M`;
  const input = evidenceInputSchema.parse({
    mode: 'real',
    madeAt: span.to + 30 * minute,
    program: 'Naru 0.1.0',
    office: { declarant: '12345', name: '한빛관세사무소', customsOffice: '040C1' },
    span,
    personalData,
    attachedFiles: 'enclosed',
    incidents: [
      {
        id: 3,
        startedAt: from + 25 * minute,
        endedAt: from + 290 * minute,
        grade: 'stopped',
        confidence: 'high',
        side: 'central',
        channels: ['declarations', 'inquiries'],
        changes: [
          {
            channel: 'declarations',
            from: 'working',
            to: 'slow',
            at: from + 25 * minute,
            knownAt: from + 29 * minute,
            confidence: 'medium',
            cause: 'gateway-timeout',
          },
          {
            channel: 'declarations',
            from: 'slow',
            to: 'stopped',
            at: from + 96 * minute,
            knownAt: from + 99 * minute,
            confidence: 'high',
            cause: 'bad-gateway',
          },
        ],
        errors: [
          {
            text: '502 Bad Gateway <html><head><title>502 Bad Gateway</title></head>',
            count: 1280,
            firstAt: from + 26 * minute,
            lastAt: from + 288 * minute,
          },
        ],
        filings,
        remarks: [
          {
            id: 1,
            at: from + 200 * minute,
            kind: 'official-notice',
            text: '현재 유니패스 이용량 증가 및 서버 처리 지연으로 일부 서비스 이용이 원활하지 않을 수 있습니다. 정상화되는 대로 다시 알려 드리겠습니다.',
            link: 'https://unipass.customs.go.kr/notice/1',
            ticket: 'A-2025-1201-07',
            seenAt: from + 190 * minute,
            file: null,
          },
          {
            id: 2,
            at: from + 210 * minute,
            kind: 'official-notice',
            text: '공지 화면을 저장한 것입니다.',
            link: null,
            ticket: null,
            seenAt: from + 205 * minute,
            file: { name: '공지 (1).pdf', digest: digestOf(attached), size: attached.length },
          },
        ],
      },
    ],
    measurements: (['declarations', 'inquiries', 'network'] as const).map((channel, which) => ({
      channel,
      bucketMs: 5 * minute,
      points: Array.from({ length: 72 }, (_, index) => {
        const isBad = which < 2 && index > 5 && index < 58;
        const isGap = which === 1 && index > 20 && index < 26;
        const worst = index > 19 ? 'stopped' : 'slow';
        return {
          at: from + index * 5 * minute,
          samples: isGap ? 0 : 4,
          failures: isGap ? 0 : isBad && index > 19 ? 3 : 0,
          p50: isGap || (isBad && index > 19) ? null : (isBad ? 6000 : 300) * (0.8 + random()),
          p95: isGap || (isBad && index > 19) ? null : (isBad ? 18_000 : 700) * (0.8 + random()),
          grade: isGap ? 'unknown' : isBad ? worst : 'working',
        };
      }),
    })),
    attempts: Array.from({ length: attempts }, (_, index) => {
      const startedAt = from + Math.floor((index / attempts) * 6 * 60 * minute);
      const isTaken = index % 3 === 2;
      return {
        filingId: 1 + (index % filings),
        declarationNo: noOf(index),
        part: { is: 'declaration' },
        n: 1 + Math.floor(index / filings),
        kind: index % 2 === 0 ? 'send' : 'inquiry',
        startedAt,
        settledAt: startedAt + 20_000,
        outcome: isTaken ? 'taken' : index % 3 === 0 ? 'unknown' : 'busy',
        cause: isTaken ? 'receipt' : index % 3 === 0 ? 'bad-gateway' : 'unavailable',
        httpStatus: isTaken ? 200 : index % 3 === 0 ? 502 : 503,
        tookMs: 200 + Math.floor(random() * 29_000),
        retryAfterMs: index % 3 === 1 ? 60_000 : null,
        digest: digestOf(`document ${index % filings}`),
        answer: isTaken ? null : '<html><head><title>502 Bad Gateway</title></head></html>',
      };
    }),
    filings: Array.from({ length: filings }, (_, index) => ({
      id: 1 + index,
      declarationNo: noOf(index),
      reference: `A-${1000 + index}`,
      kind: index % 4 === 3 ? 'export' : 'import',
      part: { is: 'declaration' },
      importer: index % 2 === 0 ? '나루상사(주)' : '홍**',
      goods: 'ELECTRIC TABLE LAMPS',
      billOfLading: `NARUSGN2512${String(index).padStart(5, '0')}`,
      queuedAt: from - 60 * minute,
      transport: index % 5 === 4 ? 'unconfirmed' : 'acknowledged',
      customs: index % 5 === 4 ? 'none' : 'received',
      receiptNo: index % 5 === 4 ? null : `R${index}`,
      receiptAt: index % 5 === 4 ? null : from + 300 * minute,
      attempts: 3,
      documents: [{ digest: digestOf(`document ${index}`), frozenAt: from }],
      deadline: {
        on: '2025-12-01',
        rule: '반입일부터 30일 (관세법 제241조제3항)',
        possible: {
          on: '2025-12-02',
          for: ['신고 접수가 기한의 끝까지 멈추어 있었습니다.'],
          against: [
            '접수 조회는 그동안에도 되었습니다.',
            '멈추기 전 40분 동안은 느릴 뿐이었습니다.',
          ],
        },
      },
      waiting: {
        theirs: 265 * minute,
        ours: 12 * minute,
        person: index % 7 === 0 ? 90 * minute : 0,
      },
    })),
    remarks: [],
    attachments: attachments.map(({ name }) => ({ remark: 2, file: name })),
    journal: lines.journal,
  });
  return {
    input: { ...input, remarks: input.incidents.flatMap(({ remarks }) => remarks) },
    journal: lines.bytes,
    attachments,
  };
}

/** A chain of entries, whole, masked and by their hash alone. */
function journalLines(count: number, random: () => number) {
  const before = { seq: 41, hash: createHash('sha256').update('before').digest('hex') };
  let last = before;
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const seq = last.seq + 1;
    const entry = {
      seq,
      at: epochMs(from + index * 1000),
      filing: 1 + (index % 7),
      before: seq > 50 ? seq - 7 : null,
      kind: entryKindSchema.enum['attempt-settled'],
      transport: null,
      customs: null,
      data: JSON.stringify({ n: index, cause: 'bad-gateway' }),
    };
    const { filing, ...rest } = entry;
    const hash = entryHash(last.hash, { ...rest, filing_id: filing });
    const way = random();
    const line: JournalLine =
      way < 0.15
        ? { is: 'hash', seq, hash }
        : way < 0.3
          ? { is: 'masked', ...entry, data: '{"note":"***"}', hash }
          : { is: 'entry', ...entry, hash };
    lines.push(`${journalLineText(line)}\n`);
    last = { seq, hash };
  }
  return {
    bytes: Buffer.from(lines.join('')),
    journal: { before, last, head: last },
  };
}
