import type { Problem } from '../../shared/errors.ts';
import {
  eventSchema,
  type KeychainAnswer,
  keychainQuestionSchema,
  type Port,
  readySchema,
  type Relay,
  type Stop,
} from '../../shared/port/index.ts';

/** The engine's process as a host sees it. */
export interface EngineProcess {
  port: Port;
  onExit(handler: (code: number | null) => void): void;
  /** Ends it at once. */
  kill(): void;
}

export interface SupervisorOptions {
  launch(): EngineProcess;
  relay: Relay;
  /** Does `task` after `ms`; returns a function that calls it off. */
  after(ms: number, task: () => void): () => void;
  /** What the system's keychain says; absent where the host has none. */
  keychain?(kept: string | null): Promise<KeychainAnswer>;
  /** Is told when the engine is up. */
  onReady?(): void;
  /** Is told why the engine could not start; the same problem is told once in a row. */
  onProblem?(problem: Problem): void;
  /** Is told that a running engine ended unasked and will be started again. */
  onCrash?(): void;
}

export interface Supervisor {
  /** Resolves with `null` when the engine came up, else with why the first start failed. */
  started: Promise<Problem | null>;
  /** Ends the engine in good order; resolves when its process is gone. */
  close(): Promise<void>;
}

export const supervision = {
  /** Pause before the first restart after a crash, in milliseconds; it doubles each time. */
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  /** After this time without a crash, the next pause is the first one again. */
  steadyMs: 60_000,
  /** Pause before a start that failed is tried again: its cause is for a person to mend. */
  failedStartPauseMs: 5000,
  /** How long the engine may take to end in good order. */
  stopMs: 15_000,
} as const;

const noKeychain: KeychainAnswer = { kind: 'keychain-answer', secret: null, offer: null };
const stop: Stop = { kind: 'stop' };

/** Keeps one engine process running: starts it again, with pauses, when it ends unasked. */
export function superviseEngine(options: SupervisorOptions): Supervisor {
  const { relay } = options;
  let current: EngineProcess | null = null;
  let cancelRestart: (() => void) | null = null;
  let cancelSteady: (() => void) | null = null;
  let crashes = 0;
  let told: string | null = null;
  let closing: (() => void) | null = null;
  const started = Promise.withResolvers<Problem | null>();

  function tell(problem: Problem): void {
    started.resolve(problem);
    const text = JSON.stringify(problem);
    if (text !== told) options.onProblem?.(problem);
    told = text;
  }

  function start(): void {
    const engine = options.launch();
    current = engine;
    let startFailed: Problem | null = null;
    let ready = false;
    engine.port.onMessage((message) => {
      const question = keychainQuestionSchema.safeParse(message);
      if (question.success) {
        // A keychain that fails is none: the passphrase is the way out.
        void Promise.resolve(options.keychain?.(question.data.kept) ?? noKeychain)
          .catch(() => noKeychain)
          .then((answer) => engine.port.post(answer));
        return;
      }
      const event = eventSchema.safeParse(message);
      if (event.success && event.data.event.topic === 'fatal' && !ready) {
        startFailed = event.data.event.problem;
        engine.port.post(stop);
      }
      if (!readySchema.safeParse(message).success) return;
      ready = true;
      told = null;
      cancelSteady = options.after(supervision.steadyMs, () => {
        crashes = 0;
      });
      relay.setEngine(engine.port);
      started.resolve(null);
      options.onReady?.();
    });
    engine.onExit(() => {
      cancelSteady?.();
      engine.port.close();
      current = null;
      if (closing !== null) {
        closing();
        return;
      }
      if (ready) {
        options.onCrash?.();
      } else {
        const problem: Problem = startFailed ?? { code: 'engine-stopped', params: {} };
        relay.fail(problem);
        tell(problem);
      }
      const pause = startFailed === null ? crashPause() : supervision.failedStartPauseMs;
      cancelRestart = options.after(pause, start);
    });
  }

  function crashPause(): number {
    crashes += 1;
    return Math.min(supervision.firstPauseMs * 2 ** (crashes - 1), supervision.longestPauseMs);
  }

  start();
  return {
    started: started.promise,
    async close() {
      cancelRestart?.();
      const engine = current;
      if (engine === null) return;
      await new Promise<void>((resolve) => {
        const cancelKill = options.after(supervision.stopMs, () => engine.kill());
        closing = () => {
          cancelKill();
          resolve();
        };
        engine.port.post(stop);
      });
    },
  };
}
