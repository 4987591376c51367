import type { HostHint } from '../../shared/port/host-line.ts';

/** What is listened to of Electron's `powerMonitor`. */
export interface PowerEvents {
  on(event: 'suspend' | 'resume' | 'unlock-screen', listener: () => void): unknown;
  on(event: 'shutdown', listener: (event?: { preventDefault(): void }) => void): unknown;
}

/** What is listened to of a window on Windows, where `shutdown` does not come. */
export interface SessionEvents {
  on(event: 'query-session-end' | 'session-end', listener: () => void): unknown;
}

export interface PowerTold {
  hint(hint: HostHint): void;
  /** The computer ends now: everything is to be closed in order, without asking anybody. */
  end(): void;
  /** Does `task` after `ms`. */
  after(ms: number, task: () => void): void;
}

/** After so long an end that was asked about is no more expected, in milliseconds: another program objected. */
export const endExpectedMs = 30_000;

/**
 * Passes on what the computer is about to do. A sleep cannot be put off: what is on its way then is
 * settled, or in doubt and asked about, like after any lost line.
 */
export function followPower(power: PowerEvents, told: PowerTold): void {
  power.on('suspend', () => told.hint('asleep'));
  power.on('resume', () => told.hint('awake'));
  power.on('unlock-screen', () => told.hint('awake'));
  power.on('shutdown', (event) => {
    // macOS and Linux wait a little for programs that ask for it.
    event?.preventDefault();
    told.hint('ending');
    told.end();
  });
}

/** The same on Windows, where a window is asked. */
export function followSession(session: SessionEvents, told: PowerTold): void {
  let isEnding = false;
  session.on('query-session-end', () => {
    told.hint('ending');
    told.after(endExpectedMs, () => {
      if (!isEnding) told.hint('staying');
    });
  });
  session.on('session-end', () => {
    isEnding = true;
    told.end();
  });
}
