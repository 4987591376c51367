import { z } from 'zod';
import { errorCodes } from '../errors.ts';

/** Names of errors as languages and libraries give them; a name that a person typed is none. */
const errorName = /^(?:[A-Z][A-Za-z]{0,40})?(?:Error|Exception)$/;
/** Codes of the system, of Node and of SQLite; never digits alone, as numbers of people are. */
const errorCode = /^(?:E[A-Z]{2,18}|ERR_[A-Z_]{1,50}|SQLITE_[A-Z_]{1,40}|UND_ERR_[A-Z_]{1,40})$/;
/** `function main/folder/file.ts:12:3`, or of Node, or of a package. */
const frame =
  /^[\w.$<>#]{1,100} (?:(?:main|shared|preload)\/(?:[a-z-]+\/){0,5}[\w-]+\.(?:ts|js|cjs)|node:[\w/]+|package\/[\w@./-]+):\d+:\d+$/;

const known: ReadonlySet<string> = new Set(errorCodes);
const mostFrames = 20;
const mostCauses = 4;

/** An error as a log keeps it: what kind, and where; never what its message says. */
const linkSchema = z.strictObject({
  name: z.string().regex(errorName),
  code: z
    .string()
    .refine((code) => errorCode.test(code) || known.has(code))
    .nullable(),
  frames: z.array(z.string().regex(frame)).max(mostFrames),
});
/** The error, then what caused it, and so on. */
export const faultSchema = z.array(linkSchema).min(1).max(mostCauses);
export type Fault = z.output<typeof faultSchema>;
type Link = Fault[number];

/**
 * What may be told of an error. Its message is left out: it may hold what was being worked on. Of a
 * stack the frames are kept, with paths from the program's own folder on: the way there may name a
 * person.
 */
export function describeFault(error: unknown): Fault {
  const links: Link[] = [];
  let current: unknown = error;
  while (current !== undefined && current !== null && links.length < mostCauses) {
    links.push(linkOf(current));
    current = current instanceof Error ? current.cause : undefined;
  }
  return links.length > 0 ? links : [linkOf(undefined)];
}

/** A fault in one line, e.g. `TypeError in takeIn main/engine/take-in.ts:40:7`. */
export function faultInShort(fault: Fault): string {
  const [first] = fault;
  const where = first?.frames[0];
  const what = first?.code ?? first?.name ?? 'Error';
  return where === undefined ? what : `${what} in ${where}`;
}

function linkOf(error: unknown): Link {
  if (!(error instanceof Error)) return { name: 'Error', code: null, frames: [] };
  const code: unknown = Reflect.get(error, 'code') ?? problemCode(error);
  return {
    name: errorName.test(error.name) ? error.name : 'Error',
    code: typeof code === 'string' && (errorCode.test(code) || known.has(code)) ? code : null,
    frames: framesOf(error),
  };
}

function problemCode(error: Error): unknown {
  const problem: unknown = Reflect.get(error, 'problem');
  return typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'code') : null;
}

const stackLine =
  /^ {4}at (?:(?:async |new )*([\w.$<>#]+)(?: \[as [\w.$]+\])? )?\(?(.+?):(\d{1,7}):(\d{1,7})\)?$/;

function framesOf({ stack, message }: Error): string[] {
  if (typeof stack !== 'string') return [];
  // A message of several lines may look like frames.
  const begin = message === '' ? 0 : stack.indexOf(message);
  const lines = stack.slice(begin < 0 ? 0 : begin + message.length).split('\n');
  return lines
    .flatMap((line) => {
      const [, name = '<anonymous>', path = '', row, column] = stackLine.exec(line) ?? [];
      if (row === undefined) return [];
      const place = ownPath(path);
      return place === null ? [] : [`${name} ${place}:${row}:${column}`];
    })
    .filter((line) => frame.test(line))
    .slice(0, mostFrames);
}

/** From the program's own folder on; `null` where it lies elsewhere. */
function ownPath(path: string): string | null {
  if (path.startsWith('node:')) return path;
  const [plain = ''] = path.replaceAll('\\', '/').split('?');
  const packages = '/node_modules/';
  const at = plain.lastIndexOf(packages);
  if (at !== -1 && at + packages.length < plain.length)
    return `package/${plain.slice(at + packages.length)}`;
  const [own] =
    /(?:main|shared|preload)\/(?:[a-z-]+\/){0,5}[\w-]+\.(?:ts|js|cjs)$/.exec(plain) ?? [];
  return own ?? null;
}
