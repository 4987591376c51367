import { parentPort } from 'node:worker_threads';
import { NaruError } from '../../../shared/errors.ts';
import { Store, verifyStore } from '../../store/index.ts';
import type { CheckAnswer, Checked, CheckTask } from './check-task.ts';

/**
 * The thread that checks the data, off the engine's own: every page and every entry is read, which
 * takes minutes where there are many. It reads through a connection of its own: the writer goes on.
 */

const port = parentPort;
if (port === null) throw new Error('started as a thread of the engine');

port.once('message', (task: CheckTask) => {
  port.postMessage(answerTo(task));
});

function answerTo(task: CheckTask): CheckAnswer {
  try {
    return { is: 'done', checked: check(task) };
  } catch (error) {
    if (error instanceof NaruError) return { is: 'problem', problem: error.problem };
    return { is: 'fault', text: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

function check({ file, key }: CheckTask): Checked {
  const store = new Store({ file, key: Buffer.from(key), readonly: true });
  try {
    const { findings, filings, entries } = verifyStore(store);
    return { findings: findings.length, filings, entries };
  } finally {
    store.close();
  }
}
