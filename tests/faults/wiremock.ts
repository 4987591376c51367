import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';

import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Stub } from './stubs.ts';

/** Why there is no independent fault server here; `null` where there is one. */
export const reason: 'no-java' | null =
  spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0 ? null : 'no-java';
if (reason !== null)
  console.warn(`tests/faults skipped (${reason}): the independent fault server was NOT tried.`);

/** A fault server that others wrote, with a journal of its own. */
export interface WireMock {
  readonly url: string;
  readonly secureUrl: string;
  stub(...stubs: readonly Stub[]): Promise<void>;
  /** What came in, oldest first. */
  journal(): Promise<Arrival[]>;
  /** Forgets stubs, scenarios and the journal. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const arrivalSchema = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.unknown()),
    loggedDate: z.number(),
  }),
  /** Milliseconds until its answer was out. */
  timing: z.object({ totalTime: z.number().default(0) }).optional(),
  stubMapping: z.object({ name: z.string(), metadata: z.unknown() }).partial().optional(),
});
export type Arrival = z.output<typeof arrivalSchema>;

const journalSchema = z.object({ requests: z.array(arrivalSchema) });

/** The keystore for https: made where the test wants one that it can believe. */
export interface Keystore {
  file: string;
  password: string;
}

/** Starts WireMock on free loopback ports. */
export async function startWireMock(keystore: Keystore): Promise<WireMock> {
  const { file, password } = keystore;
  const flags = '-Xmx256m -XX:TieredStopAtLevel=1'.split(' ');
  const listening = '--port 0 --https-port 0 --bind-address 127.0.0.1 --disable-banner'.split(' ');
  const secrets = ['--keystore-password', password, '--key-manager-password', password];
  const https = ['--https-keystore', file, '--keystore-type', 'PKCS12', ...secrets];
  const child = spawn('java', [...flags, '-jar', jar(), ...listening, ...https]);
  const { port, securePort } = await portsOf(child);
  const url = `http://127.0.0.1:${port}`;

  async function admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/__admin${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    const value: unknown = text === '' ? null : JSON.parse(text);
    return value;
  }

  return {
    url,
    secureUrl: `https://localhost:${securePort}`,
    async stub(...stubs) {
      const duplicatePolicy = 'OVERWRITE';
      await admin('POST', '/mappings/import', {
        mappings: stubs,
        importOptions: { duplicatePolicy, deleteAllNotInImport: false },
      });
    },
    async journal() {
      const { requests } = journalSchema.parse(await admin('GET', '/requests'));
      return requests.toReversed();
    },
    async reset() {
      await admin('POST', '/reset');
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function jar(): string {
  const build = join(dirname(fileURLToPath(import.meta.resolve('wiremock'))), 'build');
  const found = readdirSync(build).find((name) => name.endsWith('.jar'));
  if (found === undefined) throw new Error('the package wiremock has no jar');
  return join(build, found);
}

/** It prints its ports when it listens. */
async function portsOf(child: ChildProcess): Promise<{ port: string; securePort: string }> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('no output to read');
  let said = '';
  stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for await (const line of createInterface({ input: stdout })) {
    said += `${line}\n`;
    const ports = /^port:\s+(\d+)\nhttps-port:\s+(\d+)$/m.exec(said);
    if (ports?.[1] === undefined || ports[2] === undefined) continue;
    stdout.resume();
    return { port: ports[1], securePort: ports[2] };
  }
  throw new Error(`the fault server did not start: ${said}`);
}
