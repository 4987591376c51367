import type { BackupState, RecoveryState } from '../../shared/contract/backup.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';

export type BackupHandlers = Pick<
  CallHandlers,
  | 'backup.get'
  | 'backup.set'
  | 'backup.make'
  | 'backup.list'
  | 'restore.preview'
  | 'restore.apply'
  | 'restore.goOn'
  | 'export.make'
  | 'move.out'
  | 'move.stay'
>;

const day = 24 * 3_600_000;
const fileOf = (name: string): string => `/mnt/office/naru/${name}.naru-backup`;

/** An office with a share for its backups; a backup of yesterday does not know three filings. */
export function fakeBackup(now: () => EpochMs): BackupHandlers {
  const yesterday = epochMs(now() - day);
  let recovery: RecoveryState | null = null;
  let state: Omit<BackupState, 'recovery'> = {
    folder: '/mnt/office/naru',
    everyHours: 24,
    protect: 'passphrase',
    keep: { days: 7, weeks: 4, months: 12 },
    last: { at: yesterday, file: fileOf('naru-20251201-180000'), bytes: 48_500_000, filings: 3120 },
    trouble: { code: 'backup-folder-gone', params: { folder: '/mnt/office/naru' } },
    isMaking: false,
    nextAt: epochMs(now() + 600_000),
    movedAt: null,
    kept: { folder: '/home/broker/naru/backups', count: 4, bytes: 171_000_000 },
    checkedAt: epochMs(now() - 5 * 3_600_000),
  };
  return {
    'backup.get': () => ({ ...state, recovery }),
    'backup.set': ({ folder, everyHours, keep, protect }) => {
      if (protect.is === 'passphrase' && protect.passphrase.length < 12)
        throw new NaruError('backup-passphrase-short', { least: 12 });
      const own = protect.is === 'as-it-is' ? state.protect : protect.is;
      state = { ...state, folder, everyHours, keep, protect: own };
      return { ...state, recovery };
    },
    'backup.make': () => {
      const made = now();
      const file = fileOf('naru-20251202-180000');
      const facts = { file, bytes: 49_100_000, filings: 3123 };
      state = { ...state, trouble: null, last: { at: made, ...facts } };
      return { ...facts, made, entries: 52_000, removed: 1 };
    },
    'backup.list': () => ({
      backups: [1, 2, 3].map((n) => ({
        file: fileOf(`naru-2025120${4 - n}-180000`),
        made: epochMs(now() - n * day),
        mode: n === 3 ? ('practice' as const) : ('real' as const),
        bytes: 48_500_000 - n * 100_000,
        filings: 3120 - n * 40,
        newestAt: epochMs(now() - n * day - 60_000),
        hasPassphrase: n !== 2,
      })),
    }),
    'restore.preview': ({ file, passphrase }) => {
      if (passphrase === 'wrong') throw new NaruError('backup-passphrase-wrong');
      if (!file.endsWith('.naru-backup')) throw new NaruError('backup-not-one', { file });
      return {
        made: yesterday,
        mode: 'real' as const,
        is: 'backup' as const,
        copy: {
          filings: 3080,
          waiting: 4,
          newestAt: yesterday,
          numbers: [{ year: 2025, letter: 'M', last: 3080 }],
        },
        present: {
          filings: 3120,
          waiting: 12,
          newestAt: now(),
          numbers: [{ year: 2025, letter: 'M', last: 3120 }],
        },
        isSameLine: true,
        unknown: {
          count: 3,
          filings: [3118, 3119, 3120].map((n) => ({
            declarationNo: `1234525${String(n).padStart(6, '0')}M`,
            reference: `HK-2512-${n}`,
            transport: n === 3120 ? 'queued' : 'acknowledged',
          })),
        },
      };
    },
    'restore.apply': () => {
      recovery = {
        at: now(),
        from: yesterday,
        why: 'restored',
        holds: true,
        needsPerson: false,
        asked: 18,
        settled: 4,
        takenUp: 2,
        free: 12,
        untold: 0,
        left: 86,
      };
      return { kept: '/home/broker/naru/backups/naru-before-restore-20251202T090000.db' };
    },
    'restore.goOn': () => {
      recovery = null;
      return {};
    },
    'export.make': ({ folder }) => ({
      folder: `${folder}/naru-export-20251202-180000`,
      filings: 3120,
      attempts: 4012,
      notices: 9003,
      documents: 3398,
    }),
    'move.out': ({ folder }) => {
      state = { ...state, movedAt: now() };
      const file = `${folder}/naru-move-20251202-180000.naru-backup`;
      return { file, made: now(), bytes: 49_100_000, filings: 3123, entries: 52_000, removed: 0 };
    },
    'move.stay': () => {
      state = { ...state, movedAt: null };
      return {};
    },
  };
}
