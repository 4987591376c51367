import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Place } from './strace.ts';

/** What happened to the data folder and to the record beside it, in its order. */
export type Op = { call: string; nth: number } & (
  | { op: 'create'; file: number; name: string }
  | { op: 'write'; file: number; at: number; data: Buffer }
  | { op: 'truncate'; file: number; size: number }
  | { op: 'sync'; file: number }
  /** The sync ended in an error. */
  | { op: 'sync-failed'; file: number }
  | { op: 'sync-folder'; name: string }
  | { op: 'unlink'; name: string }
  | { op: 'rename'; name: string; to: string }
  /** A line was written into the record. */
  | { op: 'tell' }
);

interface Open {
  /** Name of a folder, or number of a file: files keep theirs when they are renamed. */
  is: { folder: string } | { file: number };
  position: number;
}

interface Call {
  name: string;
  args: string;
  result: number;
}

/**
 * Reads what `record` has kept. Only the main thread touches the data folder.
 * @param there names of the files that were there before; they are numbered from 1
 */
export function readTrace(place: Place, there: readonly string[]): Op[] {
  const ops: Op[] = [];
  const open = new Map<number, Open>();
  const names = new Map(there.map((name, i) => [name, i + 1]));
  const folders = new Set(['', ...there.map((name) => folderOf(name))]);
  const counts = new Map<string, number>();
  let files = there.length;

  function nameOf(path: string): string | null {
    const name = relative(place.data, path);
    return name.startsWith('..') ? null : name;
  }
  function opened({ args, result }: Call): Op | null {
    const [path = ''] = stringsOf(args);
    const name = nameOf(path);
    if (name === null) {
      open.delete(result);
      return null;
    }
    if (folders.has(name)) {
      open.set(result, { is: { folder: name }, position: 0 });
      return null;
    }
    const known = names.get(name);
    const file = known ?? (files += 1);
    names.set(name, file);
    open.set(result, { is: { file }, position: 0 });
    if (known === undefined) return { op: 'create', file, name, call: '', nth: 0 };
    return args.includes('O_TRUNC') ? { op: 'truncate', file, size: 0, call: '', nth: 0 } : null;
  }
  function onFile({ name, args, result }: Call, call: string, nth: number): Op | null {
    const [fd = -1, ...rest] = numbersOf(args);
    const handle = open.get(fd);
    if (handle === undefined) return null;
    if (name === 'close') {
      open.delete(fd);
      return null;
    }
    if ('folder' in handle.is)
      return name.endsWith('sync') && result === 0
        ? { op: 'sync-folder', name: handle.is.folder, call, nth }
        : null;
    const { file } = handle.is;
    if (name.endsWith('sync')) return { op: result < 0 ? 'sync-failed' : 'sync', file, call, nth };
    if (name === 'ftruncate') return { op: 'truncate', file, size: rest.at(-1) ?? 0, call, nth };
    const data = bytesOf(args).subarray(0, result);
    const at = name === 'pwrite64' ? (rest.at(-1) ?? 0) : handle.position;
    if (name === 'write') handle.position += result;
    return { op: 'write', file, at, data, call, nth };
  }
  function onName(call: Call, nth: number): Op | null {
    const [first = '', second = ''] = stringsOf(call.args);
    const name = nameOf(first);
    if (name === null || name === '') return null;
    if (call.name.startsWith('unlink')) {
      names.delete(name);
      return { op: 'unlink', name, call: call.name, nth };
    }
    const to = nameOf(second) ?? '';
    const file = names.get(name);
    names.delete(name);
    if (file !== undefined) names.set(to, file);
    return { op: 'rename', name, to, call: call.name, nth };
  }

  for (const call of mainCalls(readFileSync(place.trace, 'latin1'))) {
    const nth = (counts.get(call.name) ?? 0) + 1;
    counts.set(call.name, nth);
    if (call.result < 0 && !call.name.endsWith('sync')) continue;
    const op = readCall(call, nth);
    if (op !== null) ops.push({ ...op, call: call.name, nth });
  }
  return ops;

  function readCall(call: Call, nth: number): Op | null {
    switch (call.name) {
      case 'openat':
        return opened(call);
      case 'writev':
        return call.args.startsWith('3,') ? { op: 'tell', call: call.name, nth } : null;
      case 'mkdir':
        folders.add(nameOf(stringsOf(call.args)[0] ?? '') ?? '');
        return null;
      case 'unlink':
      case 'unlinkat':
      case 'rename':
      case 'renameat':
      case 'renameat2':
        return onName(call, nth);
      default:
        return onFile(call, call.name, nth);
    }
  }
}

/** Calls of the first thread, those that were interrupted by another's put together again. */
function* mainCalls(text: string): Generator<Call> {
  let main: string | null = null;
  let begun = '';
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    const thread = line.slice(0, space);
    main ??= thread;
    if (thread !== main) continue;
    let rest = line.slice(space).trim();
    if (rest.endsWith('<unfinished ...>')) {
      begun = rest.slice(0, -'<unfinished ...>'.length);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest);
    if (resumed !== null) rest = begun + rest.slice(resumed[0].length);
    const end = rest.lastIndexOf(' = ');
    const from = rest.indexOf('(');
    if (end < 0 || from < 0) continue;
    const name = rest.slice(0, from);
    const args = rest.slice(from + 1, rest.lastIndexOf(')', end));
    yield { name, args, result: Number.parseInt(rest.slice(end + 3), 10) };
  }
}

/** The folder of a file, named as it is; `''` for the data folder itself. */
export const folderOf = (name: string): string => (name.includes('/') ? dirname(name) : '');

function bytesOf(args: string): Buffer {
  const from = args.indexOf('"') + 1;
  const hex = args.slice(from, args.indexOf('"', from)).replaceAll(String.raw`\x`, '');
  return Buffer.from(hex, 'hex');
}

function stringsOf(args: string): string[] {
  return [...args.matchAll(/"([^"]*)"/g)].map(([, hex = '']) =>
    Buffer.from(hex.replaceAll(String.raw`\x`, ''), 'hex').toString(),
  );
}

/** Numbers among the arguments, in their order; what is between quotes is none. */
function numbersOf(args: string): number[] {
  return args
    .replace(/"[^"]*"/, '')
    .split(',')
    .map((part) => Number.parseInt(part, 10))
    .filter((n) => !Number.isNaN(n));
}
