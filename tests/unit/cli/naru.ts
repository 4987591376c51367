import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';

const program = fileURLToPath(new URL('../../../main/cli.ts', import.meta.url));

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}
export interface Running {
  child: ChildProcess;
  ended: Promise<Ran>;
  /** Resolves once the output holds a text. */
  said(text: string): Promise<void>;
}

/** Starts the real command line in a process of its own, in Korean unless told otherwise. */
export function startNaru(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Running {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', LANG: 'ko_KR.UTF-8', ...env },
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    for (const listener of listeners) listener();
  });
  child.stdin.end(input);
  const ended = new Promise<Ran>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return {
    child,
    ended,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (out.includes(text) || err.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without saying ${text}: ${out}${err}`)));
      }),
  };
}

/** Runs the command line to its end. */
export function naru(...args: string[]): Promise<Ran> {
  return startNaru(args).ended;
}

/** A folder of its own that is gone after the tests of the file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'naru-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A data folder with an office, and a file with filings in it where some are given. */
export async function officeFolder(filings: readonly unknown[] = []): Promise<string> {
  const folder = tempFolder();
  const data = join(folder, 'data');
  const init = ['--declarant', '12345', '--name', '한결 관세사무소', '--customs', '04010'];
  expect((await naru('init', '--data', data, ...init)).code).toBe(0);
  if (filings.length > 0) {
    const file = join(folder, 'filings.json');
    writeFileSync(file, JSON.stringify(filings));
    expect((await naru('import', file, '--data', data)).code).toBe(0);
  }
  return data;
}

/** What stands on stdout, which must be JSON and nothing else: a value a line. */
export function jsonLines({ out }: Ran): unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** The one JSON value on stdout. */
export function json(ran: Ran): unknown {
  const lines = jsonLines(ran);
  expect(lines).toHaveLength(1);
  return lines[0];
}
