import type { DataCheck, DiskLevel, Program } from '../../shared/contract/index.ts';
import { defaultLogSettings, type LogSettings } from '../../shared/log/levels.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { epochMs } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';

type ProgramCalls = Pick<
  CallHandlers,
  'program.get' | 'program.disk' | 'program.check' | 'logs.get' | 'logs.set' | 'diagnostics.get'
>;

const mega = 1024 * 1024;
const hour = 3_600_000;

/** A program that has run for a working day on a disk with so much room. */
export function fakeProgram(
  { now }: Pick<FakeOffice, 'now'>,
  disk: DiskLevel = 'fine',
): ProgramCalls {
  let logs: LogSettings = defaultLogSettings;
  let check: DataCheck | null = null;
  const free = { fine: 182_000, low: 640, short: 90 }[disk] * mega;
  const room = {
    level: disk,
    freeBytes: free,
    totalBytes: 476_000 * mega,
    daysLeft: disk === 'fine' ? null : 9,
  };
  const program = (): Program => ({
    now: now(),
    mode: 'practice',
    versions: {
      naru: '0.1.0',
      node: '24.21.0',
      electron: null,
      sqlite: '3.54.1',
      schema: 7,
      platform: 'win32',
      arch: 'x64',
    },
    running: {
      uptimeMs: 9 * hour,
      memory: { residentBytes: 148 * mega, heapBytes: 31 * mega },
      loop: { p50: 0.4, p99: 6.2, max: 41 },
      log: { isWriting: true, lostLines: 0 },
    },
    database: {
      bytes: 214 * mega,
      walBytes: 3 * mega,
      growthPerDay: 1.4 * mega,
      filings: 12_480,
      entries: 88_214,
    },
    disk: room,
    logs: { files: 4, bytes: 3 * mega },
    lastBackupAt: epochMs(now() - 20 * hour),
    lastCheck: check,
  });
  return {
    'program.get': program,
    'program.disk': () => ({ disk: room }),
    'program.check': () => {
      check = {
        at: now(),
        mode: 'practice',
        findings: 0,
        filings: 12_480,
        entries: 88_214,
        tookMs: 1840,
      };
      return check;
    },
    'logs.get': () => logs,
    'logs.set': (to) => {
      logs = to;
      return {};
    },
    'diagnostics.get': () => ({
      files: [
        { name: 'readme.txt', text: '나루 진단 파일\n' },
        { name: 'program.json', text: `${JSON.stringify(program(), null, 2)}\n` },
      ],
    }),
  };
}
