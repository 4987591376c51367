import { arch, platform } from 'node:process';
import { describeFault, type Fault } from '../../shared/log/fault.ts';
import type { FaultPlace, LogProcess } from '../../shared/log/events.ts';
import { version } from '../../shared/version.ts';
import { openLog, type Log } from './log.ts';

/** Of a process what its log uses. */
export interface LoggedProcess {
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  exit(code: number): void;
  readonly stderr: { write(text: string): unknown };
  readonly report?: Partial<NodeJS.ProcessReport> & { excludeEnv?: boolean };
}

/** A process that crashed ends with this. */
const crashed = 1;

/**
 * Opens the log of this process, which from now on keeps what ends it: kind and place of the error,
 * never its message. Node's own reports hold the environment and with it tokens: they stay off.
 */
export function openProcessLog(
  dataFolder: string,
  name: LogProcess,
  running: LoggedProcess = process,
): Log {
  const log = openLog({ dataFolder, process: name });
  const startedAt = performance.now();
  log.write('started', {
    naru: version,
    node: process.versions.node,
    platform:
      platform === 'win32' || platform === 'darwin' || platform === 'linux' ? platform : 'other',
    arch: arch === 'x64' || arch === 'arm64' ? arch : 'other',
  });
  keepNoReports(running);
  const crash = (place: FaultPlace) => (error: unknown) => {
    log.write('crashed', { place, fault: error });
    log.flush();
    running.stderr.write(tellFault(describeFault(error)));
    running.exit(crashed);
  };
  running.on('uncaughtException', crash('uncaught'));
  running.on('unhandledRejection', crash('rejection'));
  running.on('exit', () => {
    log.write('stopped', { uptimeMs: Math.round(performance.now() - startedAt) });
    log.close();
  });
  return log;
}

function keepNoReports({ report }: LoggedProcess): void {
  if (report === undefined) return;
  report.reportOnFatalError = false;
  report.reportOnSignal = false;
  report.reportOnUncaughtException = false;
  report.excludeEnv = true;
}

/** A fault for those who mend the program, as a stack without messages. */
export function tellFault(fault: Fault): string {
  return fault
    .map(({ name, code, frames }, index) =>
      [
        `${index === 0 ? '' : 'cause: '}${code === null ? name : `${name} ${code}`}`,
        ...frames.map((frame) => `    at ${frame}`),
      ].join('\n'),
    )
    .join('\n')
    .concat('\n');
}
