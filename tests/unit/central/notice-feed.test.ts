import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeNotices } from '../../../main/central/notice-feed.ts';
import { kind } from '../../../main/practice/folder/index.ts';
import type { Notice } from '../../../shared/filing/receipts.ts';
import { folderExchange, type FolderExchange } from '../../support/folder-exchange.ts';
import { content, encoded, fault, notice, status, type Sample } from './notice-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'naru-feed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
let exchange: FolderExchange;
let files = 0;
beforeEach(() => {
  runs += 1;
  exchange = folderExchange(join(folder, String(runs)), 2, kind, { settleMs: 100 });
});
afterEach(() => exchange.end());

/** Customs' notices come in, and all that follows from them is done. */
async function told(...samples: Sample[]): Promise<void> {
  for (const sample of samples) {
    files += 1;
    const at = compactTime(exchange.clock.now());
    const { declarationNo: no } = exchange.filing();
    exchange.receive(`20261123/${files}.xml`, encoded(notice({ no, at, ...sample }), 'CP949'));
    exchange.clock.advance(1000);
  }
  await exchange.quietAlone(150_000);
}
function compactTime(at: number): string {
  const text = new Date(at + 9 * 3_600_000).toISOString().slice(0, 19);
  return text.replaceAll(/[-:T]/g, '');
}
const shown = (): [string | undefined, string][] =>
  exchange
    .store()
    .tables.notices.of(exchange.filing().declarationNo)
    .map((one) => [one.code, one.kind]);
const state = (which = 0): [string, string] => {
  const { transport, customs } = exchange.filing(which);
  return [transport, customs];
};

const r99: Sample = { code: 'R99', original: '929', inside: '<DPT_NO>77</DPT_NO>' };
const r20: Sample = { code: 'R20', original: '929', inside: fault('품명') + fault('세번') };
const released: Sample = { code: '023', inside: status('13') };

/** A word on an amendment that nobody here knows. */
function ofAmendment(): void {
  const { declarationNo } = exchange.filing();
  const now = exchange.clock.now();
  const part = { is: 'amendment', sequence: 1 } as const;
  const at = new Date(now).toISOString();
  const word: Notice = { id: 'N1', declarationNo, kind: 'under-review', at, part };
  exchange.store().transaction((tables) => takeNotices(tables, 'central', [word], now));
}

describe('a declaration that was handed over', () => {
  beforeEach(async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    expect(state()).toEqual(['unconfirmed', 'none']);
  });

  test('R99 resolves it; R20 after that is shown and changes nothing', async () => {
    await told(r99);
    expect(state()).toEqual(['acknowledged', 'received']);
    expect(exchange.filing().receiptNo).toBe('77');
    await told(r20);
    expect(state()).toEqual(['acknowledged', 'received']);
    expect(shown()).toEqual([
      ['R99', 'received'],
      ['R20', 'refused'],
    ]);
    expect(exchange.order('retry', 0)).toBe(false);
  });

  test('a word on an amendment that is not here does not move it', async () => {
    await told(r99);
    ofAmendment();
    expect(state()).toEqual(['acknowledged', 'received']);
    expect(shown()).toContainEqual([undefined, 'under-review']);
  });

  test('such a word proves all the same that customs has it', async () => {
    await told(r20);
    expect(state()).toEqual(['refused', 'none']);
    ofAmendment();
    expect(state()[0]).toBe('unconfirmed');
  });

  test('R20 refuses it with all of its errors; R99 after that takes it back', async () => {
    await told(r20);
    expect(state()).toEqual(['refused', 'none']);
    const attempts = exchange.store().tables.attempts.of(exchange.filing().id);
    expect(attempts.at(-1)?.errors.map(({ message }) => message)).toEqual(['품명', '세번']);
    await told(r99);
    expect(state()).toEqual(['acknowledged', 'received']);
  });

  test('R20 and R99 in one look: what is taken is never sent again', async () => {
    await told(r20, r99);
    expect(state()).toEqual(['acknowledged', 'received']);
  });

  test('INF refuses it too', async () => {
    await told({ ...r20, code: 'INF' });
    expect(state()).toEqual(['refused', 'none']);
  });

  test('a rejection (각하) is a word after the receipt: it got in, and its number is used', async () => {
    await told(r20);
    await told({ code: 'R21', inside: content('각하') });
    expect(state()).toEqual(['acknowledged', 'rejected']);
  });

  test('a release is never moved back, whatever comes late and twice', async () => {
    await told(released);
    expect(state()).toEqual(['acknowledged', 'released']);
    await told(
      { code: '023', inside: status('12') },
      r99,
      r99,
      { code: '5GV', inside: content('x') },
      r20,
    );
    expect(state()).toEqual(['acknowledged', 'released']);
    expect(exchange.filing().receiptNo).toBe('77');
    expect(shown()).toHaveLength(6);
  });

  test('a demand is kept with its day and its document as it came', async () => {
    const inside =
      '<AdditionalInformation><Content>송품장</Content><LimitDateTime>20261201</LimitDateTime></AdditionalInformation>';
    await told({ code: '5GV', inside });
    expect(state()).toEqual(['acknowledged', 'documents-required']);
    const [one] = exchange.store().tables.notices.of(exchange.filing().declarationNo);
    expect(one).toMatchObject({ answerBy: '2026-12-01', message: '송품장' });
    const kept = exchange.store().tables.noticeDocuments.byId(one?.documentId ?? 0);
    expect(kept).toMatchObject({ code: '5GV', encoding: 'CP949' });
    const deadlines = () => exchange.store().tables.customsDeadlines.of(exchange.filing().id);
    expect(deadlines()).toMatchObject([{ rule: 'supplement', due: '2026-12-01', endedAt: null }]);
    await told({ code: '023', inside: status('12') });
    expect(deadlines()[0]?.endedAt).not.toBeNull();
  });

  test('an unknown document and information move nothing and are shown', async () => {
    await told({ code: 'ZZ9' }, { code: 'R95' });
    expect(state()).toEqual(['unconfirmed', 'none']);
    expect(shown()).toEqual([
      ['ZZ9', 'unknown'],
      ['R95', 'information'],
    ]);
  });

  test('the same content under two names is one notice', async () => {
    const { declarationNo: no } = exchange.filing();
    const bytes = encoded(notice({ ...r99, no }), 'UTF-8');
    exchange.receive('a/1.xml', bytes);
    exchange.receive('b/2.xml', bytes);
    exchange.receive('c/3.xml', encoded(notice({ ...r99, no }), 'CP949'));
    await exchange.quietAlone(150_000);
    expect(shown()).toEqual([['R99', 'received']]);
    const { connection } = exchange.store().tables;
    expect(connection.prepare('SELECT count(*) FROM notice_document').pluck().get()).toBe(2);
    expect(connection.prepare('SELECT count(*) FROM received_file').pluck().get()).toBe(3);
  });

  test('a receipt of another document under its number proves nothing', async () => {
    await told(
      { ...r99, original: '934' },
      { ...r99, original: '5FE' },
      { ...r99, original: '5TE' },
    );
    expect(state()).toEqual(['unconfirmed', 'none']);
    expect(shown().map(([, what]) => what)).toEqual(['information', 'information', 'information']);
  });

  test('a number that stands anywhere counts where it is the only one', async () => {
    const { declarationNo: no } = exchange.filing();
    const body = (more: string): string =>
      `<Response><TypeCode>GOVCBRR99</TypeCode><x><y>${no}</y>${more}</x></Response>`;
    exchange.receive('two.xml', encoded(body('<z>9999926000001M</z>'), 'UTF-8'));
    await exchange.quietAlone(150_000);
    expect(state()).toEqual(['unconfirmed', 'none']);
    expect(shown()).toEqual([['R99', 'information']]);
    exchange.receive('one.xml', encoded(body(''), 'UTF-8'));
    await exchange.quietAlone(150_000);
    expect(state()).toEqual(['acknowledged', 'received']);
  });

  test('a notice for nobody here is kept among the stray', async () => {
    await told({ ...r99, no: '9999926000001M' });
    exchange.receive('broken.xml', encoded('<Response><a></Response>', 'UTF-8'));
    await exchange.quietAlone(150_000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await exchange.quietAlone(150_000);
    const stray = exchange.store().tables.noticeDocuments.stray(null, 10);
    expect(stray.map(({ code, declarationNo }) => [code, declarationNo])).toEqual([
      ['?', ''],
      ['R99', '9999926000001M'],
    ]);
  });

  test('a synchronisation asks for it, and its full copy proves that it got in', async () => {
    expect(exchange.order('synchronisation', 0)).toBe(true);
    await exchange.handOver();
    expect(state(1)).toEqual(['unconfirmed', 'none']);
    await told({ ...r99, original: '5TE' });
    expect([state(), state(1)]).toEqual([
      ['unconfirmed', 'none'],
      ['acknowledged', 'received'],
    ]);
    await told({ code: '5TF', about: '<GoodsShipment><x>1</x></GoodsShipment>' });
    expect(state()).toEqual(['acknowledged', 'received']);
    expect(exchange.causes().at(-1)).toBe('told-by-synchronisation');
  });

  test('a synchronisation without a copy proves nothing of the declaration', async () => {
    exchange.order('synchronisation', 0);
    await exchange.handOver();
    await told({ code: '5TF', inside: content('없음') });
    expect([state(), state(1)[0]]).toEqual([['unconfirmed', 'none'], 'acknowledged']);
  });
});

async function takenThen(
  part: 'amendment' | 'withdrawal',
  of: 'import' | 'export' = 'import',
): Promise<void> {
  exchange.enqueue(1, of);
  await exchange.handOver();
  await told(of === 'import' ? r99 : { code: '5AF', original: '830' });
  expect(exchange.order(part, 0)).toBe(true);
  await exchange.handOver();
  expect(state(1)).toEqual(['unconfirmed', 'none']);
}

describe('parts', () => {
  test('an amendment is received, approved, and amends its declaration', async () => {
    await takenThen('amendment');
    await told({ ...r99, original: '5FE', inside: '<DPT_NO>78</DPT_NO>' });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'received'],
      ['acknowledged', 'received'],
    ]);
    expect(exchange.filing(1).receiptNo).toBe('78');
    await told({ code: '5FK', inside: status('06') });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'amended'],
      ['acknowledged', 'amended'],
    ]);
    const parts = exchange.store().tables.notices.of(exchange.filing().declarationNo);
    expect(parts.at(-1)?.part).toEqual({ is: 'amendment', sequence: 1 });
  });

  test('an amendment after the release leaves the declaration released', async () => {
    exchange.enqueue(1, 'import');
    await exchange.handOver();
    await told(r99);
    await told(released);
    expect(state()).toEqual(['acknowledged', 'released']);
    expect(exchange.order('amendment', 0)).toBe(true);
    await exchange.handOver();
    await told({ code: '5FK', inside: status('06') });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'released'],
      ['acknowledged', 'amended'],
    ]);
  });

  test('a late receipt of the first amendment is none of the second', async () => {
    await takenThen('amendment');
    const late = compactTime(exchange.clock.now());
    await told({ code: '5FK', inside: status('06') });
    expect(exchange.order('amendment', 0)).toBe(true);
    await exchange.handOver();
    await told({ ...r99, original: '5FE', at: late });
    expect(state(2)).toEqual(['unconfirmed', 'none']);
    await told({ ...r99, original: '5FE' });
    expect(state(2)).toEqual(['acknowledged', 'received']);
  });

  test('a refused amendment leaves its declaration as it is', async () => {
    await takenThen('amendment');
    await told({ code: '5FK', inside: status('08') });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'received'],
      ['acknowledged', 'rejected'],
    ]);
  });

  test('an error notice about an amendment refuses the amendment', async () => {
    await takenThen('amendment');
    await told({ code: 'R20', original: '5FE', inside: fault('정정사유') });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'received'],
      ['refused', 'none'],
    ]);
  });

  test('a withdrawal ends its declaration; one that is refused does not', async () => {
    await takenThen('withdrawal');
    await told({ code: '5BG', inside: status('E') });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'received'],
      ['acknowledged', 'rejected'],
    ]);
    await told({ code: '5BG', inside: status('C') });
    expect(state()).toEqual(['acknowledged', 'withdrawn']);
  });

  test('a word is on the part that was handed over, not on one whose file never got its name', async () => {
    await takenThen('amendment', 'export');
    expect(exchange.order('withdrawal', 0)).toBe(true);
    await exchange.handOver('crash-before');
    expect([state(1)[0], state(2)[0]]).toEqual(['unconfirmed', 'unconfirmed']);
    await told({ code: '5AF', original: '5AS' });
    expect(state(1)[0]).toBe('acknowledged');
  });

  test('where two were handed over, a word for either moves neither', async () => {
    await takenThen('amendment', 'export');
    expect(exchange.order('withdrawal', 0)).toBe(true);
    await exchange.handOver();
    expect([state(1)[0], state(2)[0]]).toEqual(['unconfirmed', 'unconfirmed']);
    await told({ code: '5AF', original: '5AS' });
    expect([state(1)[0], state(2)[0]]).toEqual(['unconfirmed', 'unconfirmed']);
  });

  test('5DT means what the export’s part was', async () => {
    await takenThen('withdrawal', 'export');
    await told({ code: '5DT', inside: status('05') });
    expect([state(), state(1)]).toEqual([
      ['acknowledged', 'withdrawn'],
      ['acknowledged', 'withdrawn'],
    ]);
  });
});
