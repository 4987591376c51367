import type { Readable, Writable } from 'node:stream';
import { createTranslate, describeProblem, type Language } from '../../shared/i18n/index.ts';
import { exitCodes } from '../engine/run-process.ts';
import type { Log } from '../log/index.ts';
import { type LoopbackOptions, startLoopbackHost } from './host.ts';

export interface Terminal {
  input: Readable & { isTTY?: boolean };
  output: Writable;
  /** Aborted when the person or the system wants an end. */
  end: AbortSignal;
}

/**
 * Runs the loopback host until its end and tells a terminal how to reach it.
 * @returns the exit code; with `giveUp` a first start that fails ends it.
 * @throws {NaruError} `port-in-use`
 */
export async function serveInTerminal(
  options: Pick<LoopbackOptions, 'dataFolder' | 'rendererFolder' | 'port' | 'entry'> & {
    language: Language;
    log?: Log;
    giveUp?: boolean;
  },
  terminal: Terminal,
): Promise<number> {
  const t = createTranslate(options.language);
  const say = (text: string): void => {
    terminal.output.write(`${text}\n`);
  };
  let down = false;
  const host = await startLoopbackHost({
    ...options,
    onProblem(problem) {
      down = true;
      say(describeProblem(t, problem));
    },
    onCrash() {
      down = true;
      say(t('hosts.crashed'));
    },
    onReady() {
      if (down) say(t('hosts.recovered'));
      down = false;
    },
  });
  const ended = new Promise<void>((resolve) => {
    if (terminal.end.aborted) resolve();
    terminal.end.addEventListener('abort', () => resolve());
  });
  const offerLink = (link: string): void => say(`${t('hosts.openLink')}\n\n  ${link}\n`);
  const anew = (): void => offerLink(host.newLink());

  const failed = options.giveUp === true ? host.started : Promise.resolve(null);
  const first = await Promise.race([failed, ended]);
  if (first) {
    await host.close();
    return first.code === 'data-in-use' ? exitCodes.dataInUse : exitCodes.failed;
  }
  say(t('hosts.dataFolder', { folder: options.dataFolder }));
  offerLink(host.link);
  // In a terminal's line mode each piece of input is one press of Enter.
  if (terminal.input.isTTY === true) terminal.input.on('data', anew);
  say(t(terminal.input.isTTY === true ? 'hosts.enterForLink' : 'hosts.ctrlCToEnd'));

  await ended;
  terminal.input.off('data', anew);
  terminal.input.pause();
  say(t('hosts.stopping'));
  await host.close();
  return exitCodes.done;
}
