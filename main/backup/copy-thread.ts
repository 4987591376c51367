import { parentPort } from 'node:worker_threads';
import { NaruError } from '../../shared/errors.ts';
import { doCopyTask, type CopyAnswer, type CopyTask } from './copy-task.ts';

/** The thread that makes and checks copies, off the engine's own: they take seconds. */

const port = parentPort;
if (port === null) throw new Error('started as a thread of the engine');

const tell = (answer: CopyAnswer): void => port.postMessage(answer);

port.once('message', (task: CopyTask) => {
  tell(answerTo(task, (rows) => tell({ is: 'under-way', rows })));
});

function answerTo(task: CopyTask, onRows: (rows: number) => void): CopyAnswer {
  try {
    return { is: 'done', result: doCopyTask(task, onRows) };
  } catch (error) {
    if (error instanceof NaruError) return { is: 'problem', problem: error.problem };
    return { is: 'fault', text: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}
