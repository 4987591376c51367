import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import {
  openCentral,
  openDesk,
  openOffice,
  passphrase,
  plan,
  recovered,
  tempFolder,
} from './day.ts';

const minute = 60_000;
const clean = {
  doubleFilings: 0,
  blindResends: 0,
  insideRetryAfter: 0,
  overlaps: 0,
  changedBytes: 0,
};

describe("yesterday's backup, restored after a day of filing", () => {
  for (const ceiling of ['with', 'without'] as const)
    test(
      `gives no number and files nothing twice, ${ceiling} the file of given numbers`,
      { timeout: 5 * minute },
      async () => {
        const folder = tempFolder();
        const data = join(folder, 'data');
        const share = join(folder, 'share');
        mkdirSync(share);
        const { central, url } = await openCentral();
        const desk = await openOffice(data, url);
        await desk.call('backup.set', plan(share));
        await desk.enter(8, 1);
        await desk.settled();
        // In the copy these wait, some held by a person; the day sends them.
        const nobody = { is: 'http', url: 'http://127.0.0.1:9', token: null } as const;
        await desk.call('gateway.set', nobody);
        const waiting = await desk.enter(5, 2);
        const held = waiting.slice(0, 2).map(({ id }) => id);
        await desk.call('filings.act', { ids: held, action: 'hold' });
        const backup = await desk.call('backup.make', {});
        expect(backup.filings).toBe(13);

        await desk.call('gateway.set', { is: 'http', url, token: null });
        await desk.call('filings.act', { ids: held, action: 'release' });
        await desk.call('outbox.sendNow', {});
        await desk.enter(9, 3);
        await desk.settled();
        const lost = await desk.enter(1, 4).then(([row]) => row);
        const unsent = await desk.enter(3, 5);
        const known = await desk.rows();
        const given = new Set(known.map(({ declarationNo }) => declarationNo));
        await desk.settled();
        expect(given.size).toBe(26);
        const filed = central.ledger();
        expect(filed).toHaveLength(26);
        if (ceiling === 'without') rmSync(join(data, 'naru.numbers.json'));

        const preview = await desk.call('restore.preview', { file: backup.file, passphrase: null });
        expect(preview.unknown.count).toBe(13);
        expect(preview.copy.filings).toBe(13);
        expect(preview.present?.filings).toBe(26);
        const restored = await desk.call('restore.apply', { file: backup.file, passphrase });
        expect(restored.kept).toContain('naru-before-restore');
        // Entered at once, while it is still asked what became of the others.
        const since = await desk.enter(4, 6);
        const { troubles } = await desk.call('sync.get', {});
        expect(troubles.map(({ code }) => code)).toContain('recovery-asking');
        await desk.call('gateway.set', { is: 'http', url, token: null });
        await recovered(desk);
        await desk.settled();

        const rows = await desk.rows();
        for (const { declarationNo } of since) expect(given).not.toContain(declarationNo);
        expect(rows).toHaveLength(26 + 4);
        const byNumber = new Map(rows.map((row) => [String(row.declarationNo), row]));
        for (const { declarationNo, receiptNo } of filed)
          expect(byNumber.get(declarationNo)).toMatchObject({
            transport: 'acknowledged',
            receiptNo,
          });
        // What the copy did not know is whole again: the data that was put aside has it.
        const before = new Map(known.map((row) => [String(row.declarationNo), row]));
        for (const { declarationNo } of filed) {
          const { reference, summary } = before.get(declarationNo) ?? {};
          expect(byNumber.get(declarationNo)).toMatchObject({ reference, summary });
        }
        const taken = byNumber.get(String(lost?.declarationNo));
        if (taken === undefined) throw new Error('the lost filing was not taken up');
        expect((await desk.call('filings.get', { id: taken.id })).declaration).not.toBeNull();
        expect(new Set(central.ledger().map(({ declarationNo }) => declarationNo)).size).toBe(30);
        expect(central.state().audit).toEqual(clean);
        expect(lost).toBeDefined();
        expect(unsent).toHaveLength(3);
        // What customs has since decided is known of those, too, that the copy did not know.
        await vi.waitFor(
          async () => {
            const now = await desk.rows();
            const states = new Map(central.ledger().map((e) => [e.declarationNo, e.state]));
            for (const row of now) expect(row.customs).toBe(states.get(row.declarationNo));
          },
          { timeout: minute, interval: 500 },
        );
        await desk.stop();
        const again = await openDesk(data);
        expect((await again.call('backup.get', {})).recovery).toBeNull();
      },
    );
});
