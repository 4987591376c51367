import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { app, autoUpdater, net } from 'electron';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import type { Answer } from '../../../shared/port/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { builtInKeys } from '../../updates/built-in-keys.ts';
import { openKept } from '../../updates/kept.ts';
import { answerInHost } from './answer-in-host.ts';
import { followUpdates } from './follow-updates.ts';
import { handOver } from './hand-over.ts';
import { installationOf } from './installation.ts';
import { updateSource } from './source.ts';
import type { RunPowerShell } from './windows-publisher.ts';

/** What the life of the desktop host needs of updates. */
export interface DesktopUpdates {
  /** The answer to a call about updates; `null` for any other, which is the engine's. */
  answer(name: unknown, input: unknown): Promise<Answer> | null;
  /** To be given every event of the engine, and its state where it was asked for. */
  take(event: EngineEvent): void;
  beforeEnd(): void;
  /** @returns whether the system ends the program by itself now */
  atEnd(): Promise<boolean>;
}

/** Updates of the installed program, with Electron's network and its way to end. */
export function openUpdates(sendEvent: (event: EngineEvent) => void): DesktopUpdates {
  const installation = installationOf({
    platform: process.platform,
    isPackaged: app.isPackaged,
    env: process.env,
    resources: process.resourcesPath,
  });
  const updates = followUpdates({
    version: app.getVersion(),
    source:
      installation === null
        ? null
        : updateSource({
            installation,
            arch: process.arch,
            fetch: (address, options) => net.fetch(address, options),
            run: runPowerShell,
            load: () => import('./updaters.ts'),
            handOver: (updater) => handOver(updater, autoUpdater),
          }),
    kept: openKept(join(app.getPath('userData'), 'updates.json'), Math.random),
    builtInKeys: builtInKeys(),
    clock: systemClock,
    random: Math.random,
    onState: (state) => sendEvent({ topic: 'updates', state }),
    end: () => app.quit(),
  });
  return {
    answer: (name, input) => answerInHost(updates.handlers, name, input),
    take(event) {
      if (event.topic === 'sync') updates.takeEngine({ is: 'running', sync: event.state });
      if (event.topic === 'fatal') updates.takeEngine({ is: 'failed' });
    },
    beforeEnd: updates.beforeEnd,
    atEnd() {
      updates.stop();
      return updates.atEnd();
    },
  };
}

const powerShellMs = 60_000;

/** The one that Windows brings, by its full path: none that somebody put into the search path. */
const runPowerShell: RunPowerShell = (script, variables) =>
  new Promise((resolve, reject) => {
    const system = process.env['SystemRoot'] ?? 'C:\\Windows';
    execFile(
      join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
      ['-NoProfile', '-NonInteractive', '-Command', script],
      {
        // A module path of another edition keeps the command from being found.
        env: { ...process.env, PSModulePath: '', ...variables },
        timeout: powerShellMs,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error !== null) reject(error);
        else if (stderr !== '') reject(new Error(stderr));
        else resolve(stdout);
      },
    );
  });
