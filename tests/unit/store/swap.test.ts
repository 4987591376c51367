import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stagedName, swapDatabase } from '../../../main/store/index.ts';
import { tempFolder } from './store-samples.ts';

const swap = { target: 'naru.db', staged: stagedName('naru.db'), kept: 'naru-before.db' } as const;

test('a database whose log holds what was written last takes no place', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'naru.db'), 'old');
  writeFileSync(join(folder, swap.staged), 'new');
  writeFileSync(join(folder, `${swap.staged}-wal`), 'its mark');
  expect(() => swapDatabase(folder, swap)).toThrow('disk-full');
  expect(readFileSync(join(folder, 'naru.db'), 'utf8')).toBe('old');
  expect(existsSync(join(folder, 'restore.json'))).toBe(false);

  writeFileSync(join(folder, `${swap.staged}-wal`), '');
  swapDatabase(folder, swap);
  expect(readFileSync(join(folder, 'naru.db'), 'utf8')).toBe('new');
  expect(readFileSync(join(folder, 'backups', swap.kept), 'utf8')).toBe('old');
});
