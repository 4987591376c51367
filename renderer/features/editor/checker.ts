import type { CheckResult } from '../../../shared/contract/drafts.ts';
import type { EngineClient } from '../../../shared/contract/index.ts';
import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import type { Values } from './values.ts';

/** Has the engine check the whole document as a person pauses, one check at a time. */
export interface Checker {
  touch(): void;
  close(): void;
}

const restMs = 450;
const againMs = 3000;

export function openChecker(options: {
  client: EngineClient;
  kind: DeclarationKind;
  read: () => Values;
  /** The line that is looked at, from 1. */
  line: () => number;
  /** What is sent now is what the result will be about. */
  onStart: () => void;
  onResult: (result: CheckResult) => void;
}): Checker {
  const { client, kind, read, onStart, onResult } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wanted = false;
  let closed = false;
  let tookMs = 0;

  function plan(wait: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void check(), wait);
  }

  async function check(): Promise<void> {
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    wanted = false;
    onStart();
    const began = performance.now();
    try {
      const result = await client.call('documents.check', {
        kind,
        declaration: read(),
        line: options.line(),
      });
      tookMs = performance.now() - began;
      if (!closed) onResult(result);
    } catch {
      // A lost connection is told above; the check comes again with it.
      plan(againMs);
    }
    running = false;
    if (wanted) plan(restMs);
  }

  plan(0);
  return {
    touch: () => plan(Math.max(restMs, tookMs * 3)),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
