import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { naru } from '../cli/naru.ts';
import { openCentral, openDesk, openOffice, passphrase, recovered, tempFolder } from './day.ts';

const minute = 60_000;

describe('moving to a new computer', () => {
  test(
    'stops the old one, and the new one goes on from the next number',
    { timeout: 5 * minute },
    async () => {
      const root = tempFolder();
      const stick = join(root, 'stick');
      mkdirSync(stick);
      const { central, url } = await openCentral();
      const old = await openOffice(join(root, 'old'), url);
      await old.enter(4, 1);
      await old.settled();
      const { file } = await old.call('move.out', { folder: stick, passphrase });
      const [stays] = await old.enter(1, 2);
      const told = await old.call('sync.get', {});
      expect(told.troubles.map(({ code }) => code)).toContain('moved-away');

      const fresh = await openDesk(join(root, 'new'));
      await fresh.call('mode.set', { mode: 'real' });
      await fresh.call('restore.apply', { file, passphrase });
      expect((await fresh.call('backup.get', {})).movedAt).toBeNull();
      await recovered(fresh);
      const added = await fresh.enter(2, 3);
      await fresh.settled();
      const numbers = (await fresh.rows()).map(({ declarationNo }) => declarationNo);
      expect(new Set(numbers).size).toBe(6);
      for (const row of added) expect(row.declarationNo).not.toBe(stays?.declarationNo);
      // All the while nothing has left the old one.
      const waiting = (await old.rows()).find(({ id }) => id === stays?.id);
      expect(waiting?.transport).toBe('queued');
      expect(central.ledger()).toHaveLength(6);

      // A person decides otherwise: the old one asks first, and gives none of the new one's numbers.
      await old.call('move.stay', {});
      await recovered(old);
      const [again] = await old.enter(1, 4);
      await old.settled();
      expect(numbers).not.toContain(again?.declarationNo);
      expect(central.state().audit).toMatchObject({ doubleFilings: 0, changedBytes: 0 });
    },
  );
});

describe('the command line', () => {
  test(
    'backs up, shows what a restore would change, restores and exports',
    { timeout: 5 * minute },
    async () => {
      const root = tempFolder();
      const data = join(root, 'data');
      const share = join(root, 'share');
      mkdirSync(share);
      const phrase = join(root, 'phrase.txt');
      writeFileSync(phrase, `${passphrase}\n`);
      const at = ['--data', data, '--practice'];
      const office = ['--declarant', '12345', '--name', '가', '--customs', '040'];
      await naru('init', ...office, ...at);
      const made = await naru('backup', '--to', share, '--passphrase-file', phrase, ...at);
      expect(made.out).toContain('백업을 만들고 확인했습니다');
      const [name = ''] = readdirSync(share);
      const file = join(share, name);
      const shown = await naru('restore-backup', file, ...at);
      expect(shown.out).toContain('--yes');
      const other = ['--data', join(root, 'other'), '--practice'];
      const refused = await naru('restore-backup', file, '--yes', ...other);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain('암호');
      const done = await naru(
        'restore-backup',
        file,
        '--yes',
        '--passphrase-file',
        phrase,
        ...other,
      );
      expect(done.code).toBe(0);
      const status = await naru('status', ...other);
      expect(status.out).toContain('중앙시스템에 묻는 중');
      const out = await naru('export', '--out', root, ...at);
      expect(out.code).toBe(0);
      expect(readdirSync(root).some((each) => each.startsWith('naru-export-'))).toBe(true);
      const whole = await naru('salvage', ...at);
      expect(whole.out).toContain('손상되지 않았습니다');
    },
  );
});
