import type { Program } from '../../../shared/contract/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { Text } from '../../app/text.tsx';

/** A line of the table: what it is, how it is, and whether a person must look. */
export interface ProgramRow {
  name: string;
  value: string;
  note: string | null;
  tone: 'plain' | 'warn' | 'bad';
}

/** How the program itself is, in words. */
export function programRows(program: Program, { t, format }: Text, now: EpochMs): ProgramRow[] {
  const { versions, running, database, disk, logs, lastBackupAt, lastCheck } = program;
  const row = (
    name: keyof typeof names,
    value: string,
    more: Partial<Pick<ProgramRow, 'note' | 'tone'>> = {},
  ): ProgramRow => ({ name: t(names[name]), value, note: null, tone: 'plain', ...more });
  const parts = [
    `Node ${versions.node}`,
    ...(versions.electron === null ? [] : [`Electron ${versions.electron}`]),
    `SQLite ${versions.sqlite}`,
    `${versions.platform} ${versions.arch}`,
  ];
  return [
    row('version', versions.naru, { note: parts.join(', ') }),
    row('schema', t('program.values.schema', { version: versions.schema })),
    ...(running === null ? [] : runningRows(running)),
    row('database', format.bytes(database.bytes), {
      note: t('program.values.filings', {
        filings: format.count(database.filings),
        entries: format.count(database.entries),
      }),
    }),
    row('wal', format.bytes(database.walBytes)),
    row(
      'growth',
      database.growthPerDay === null
        ? t('program.values.growthUnknown')
        : format.bytes(database.growthPerDay),
    ),
    disk === null
      ? row('disk', t('program.values.diskUnknown'))
      : row(
          'disk',
          t('program.values.disk', {
            free: format.bytes(disk.freeBytes),
            total: format.bytes(disk.totalBytes),
          }),
          {
            note: [
              t(`program.disk.${disk.level}`),
              ...(disk.daysLeft === null
                ? []
                : [t('program.values.daysLeft', { days: disk.daysLeft })]),
            ].join(', '),
            tone: disk.level === 'short' ? 'bad' : disk.level === 'low' ? 'warn' : 'plain',
          },
        ),
    lastBackupAt === null
      ? row('backup', t('program.values.noBackup'), { tone: 'warn' })
      : row('backup', format.clock(lastBackupAt, now)),
    row(
      'logs',
      t('program.values.logs', { files: logs.files, bytes: format.bytes(logs.bytes) }),
      running === null || running.log.isWriting
        ? {}
        : {
            note: t('program.values.logsStopped', { lines: running.log.lostLines }),
            tone: 'warn',
          },
    ),
    lastCheck === null
      ? row('check', t('program.values.never'))
      : row(
          'check',
          lastCheck.findings === 0
            ? t('program.values.checkGood', {
                at: format.clock(lastCheck.at, now),
                filings: format.count(lastCheck.filings),
                ms: format.count(lastCheck.tookMs),
              })
            : t('program.values.checkBad', {
                at: format.clock(lastCheck.at, now),
                findings: lastCheck.findings,
              }),
          { tone: lastCheck.findings === 0 ? 'plain' : 'bad' },
        ),
  ];

  function runningRows({ uptimeMs, memory, loop }: NonNullable<Program['running']>): ProgramRow[] {
    return [
      row('uptime', format.span(uptimeMs)),
      row(
        'memory',
        t('program.values.memory', {
          resident: format.bytes(memory.residentBytes),
          heap: format.bytes(memory.heapBytes),
        }),
      ),
      row('loop', t('program.values.loop', loop), {
        tone: loop.max >= 1000 ? 'warn' : 'plain',
      }),
    ];
  }
}

const names = {
  version: 'program.rows.version',
  schema: 'program.rows.schema',
  uptime: 'program.rows.uptime',
  memory: 'program.rows.memory',
  loop: 'program.rows.loop',
  database: 'program.rows.database',
  wal: 'program.rows.wal',
  growth: 'program.rows.growth',
  disk: 'program.rows.disk',
  backup: 'program.rows.backup',
  logs: 'program.rows.logs',
  check: 'program.rows.check',
} as const;
