import { openSync, readFileSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { setClock } from './clock.ts';
import {
  commandSchema,
  configSchema,
  filedFrom,
  referenceOf,
  type Command,
  type Config,
  type Contender,
  type Filed,
  type Handle,
  type Report,
} from './contender.ts';

export interface Means extends Config {
  /** The n-th filing. */
  filed(n: number): Filed;
}

/** Runs a contender in this process as its parent commands. */
export async function serveContender(
  open: (means: Means) => Promise<Contender> | Contender,
): Promise<void> {
  const config = configSchema.parse(JSON.parse(process.argv[2] ?? ''));
  setClock(config.clock);
  const filed = filedFrom(readFileSync(config.samples, 'utf8'));
  const contender = await open({ ...config, filed });
  const marks = config.marks === null ? null : openSync(config.marks, 'a');
  const over = handOver(config.url, filed);

  async function run(command: Exclude<Command, { do: 'close' }>): Promise<Report> {
    const gaps: number[] = [];
    const from = performance.now();
    let last = from;
    const note = (): void => {
      const at = performance.now();
      gaps.push(at - last);
      last = at;
    };
    if (command.do === 'enqueue')
      for (let n = command.from; n < command.from + command.count; n += 1) {
        await contender.enqueue(n);
        note();
        if (marks !== null) writeSync(marks, `${referenceOf(n)}\n`);
      }
    else {
      const { count, workers } = command;
      const handle = command.over === 'http' ? over : null;
      await contender.work({ handle, count, workers, onDone: note });
    }
    if (marks !== null) writeSync(marks, `end of ${command.do}\n`);
    return { ms: performance.now() - from, gaps };
  }

  process.on('message', (message) => {
    const command = commandSchema.parse(message);
    if (command.do !== 'close') void run(command).then((report) => process.send?.(report));
    else void Promise.resolve(contender.close()).then(() => process.exit(0));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

/** Hands a filing in over HTTP, with a connection of its own. */
function handOver(url: string, filed: (n: number) => Filed): Handle {
  return (reference) => {
    const body = JSON.stringify(filed(Number(reference.slice(2))).declaration);
    return new Promise((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      };
      const sent = request(`${url}/v1/declarations/${reference}`, {
        method: 'PUT',
        agent: false,
        headers,
      });
      sent.on('error', reject).on('response', (answer) => {
        answer.resume().on('end', () => resolve());
      });
      sent.end(body);
    });
  };
}
