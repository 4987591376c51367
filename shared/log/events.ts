import { calls, type CallName } from '../contract/index.ts';
import { errorCodes, type ErrorCode } from '../errors.ts';
import { channelGrades, channels, type Channel, type ChannelGrade } from '../sync/channels.ts';
import type { Mode } from '../sync/sync-state.ts';
import type { LogLevel } from './levels.ts';

/**
 * What may stand in a log: numbers, words of closed lists, versions, and faults without their
 * messages. There is no kind for free text, so that nothing of a declaration can get into one.
 */
export type FieldKind =
  | { readonly is: 'number' }
  | { readonly is: 'version' }
  | { readonly is: 'fault' }
  | { readonly is: 'word'; readonly words: ReadonlySet<string> };

const number = { is: 'number' } as const;
const version = { is: 'version' } as const;
const fault = { is: 'fault' } as const;

interface Word<Of extends string> {
  readonly is: 'word';
  readonly words: ReadonlySet<Of>;
}
const word = <const Of extends string>(words: readonly Of[]): Word<Of> => ({
  is: 'word',
  words: new Set(words),
});

/** Processes that write a log of their own. */
export const logProcesses = ['engine', 'desktop', 'browser', 'command-line'] as const;
export type LogProcess = (typeof logProcesses)[number];

const callNames = Object.keys(calls).filter((name): name is CallName => name in calls);
const anyCall = word<CallName>(callNames);
const anyCode = word<ErrorCode>(errorCodes);
const anyChannel = word<Channel>(channels);
const anyGrade = word<ChannelGrade>(channelGrades);
const mode = word<Mode>(['practice', 'real']);

/** What part of the program a fault was met in. */
export const faultPlaces = ['start', 'call', 'uncaught', 'rejection', 'engine'] as const;
export type FaultPlace = (typeof faultPlaces)[number];

/** Every event of the logs: its level, and the only fields that it may have. */
export const logEvents = {
  started: {
    level: 'info',
    fields: {
      naru: version,
      node: version,
      platform: word(['win32', 'darwin', 'linux', 'other']),
      arch: word(['x64', 'arm64', 'other']),
    },
  },
  stopped: { level: 'info', fields: { uptimeMs: number } },
  'session-opened': {
    level: 'info',
    fields: { mode, schema: number, filings: number, ms: number },
  },
  /** A call that was answered with a problem that a person can mend. */
  'call-refused': { level: 'info', fields: { call: anyCall, code: anyCode, ms: number } },
  'call-slow': { level: 'info', fields: { call: anyCall, ms: number } },
  call: { level: 'debug', fields: { call: anyCall, ms: number } },
  /** An error of the program, without its message. */
  fault: {
    level: 'error',
    fields: { place: word(faultPlaces), call: word([...callNames, 'none']), fault },
  },
  /** The process ends by an error that nothing caught. */
  crashed: { level: 'error', fields: { place: word(faultPlaces), fault } },
  'engine-ready': { level: 'info', fields: { ms: number } },
  'engine-ended': { level: 'error', fields: { crashes: number } },
  'engine-refused': { level: 'error', fields: { code: anyCode } },
  trouble: { level: 'error', fields: { code: anyCode } },
  'trouble-over': { level: 'info', fields: { code: anyCode } },
  grade: {
    level: 'info',
    fields: { channel: anyChannel, from: anyGrade, to: anyGrade },
  },
  disk: {
    level: 'warn',
    fields: { room: word(['fine', 'low', 'short']), freeMb: number, daysLeft: number },
  },
  'loop-held': { level: 'warn', fields: { p99Ms: number, maxMs: number } },
  checked: { level: 'info', fields: { findings: number, entries: number, ms: number } },
  diagnosed: { level: 'info', fields: { files: number, bytes: number } },
  'setting-changed': { level: 'info', fields: { call: anyCall } },
  /** Lines that could not be written, once they can be again. */
  'log-resumed': { level: 'warn', fields: { dropped: number } },
} as const satisfies Record<
  string,
  { level: LogLevel; fields: Readonly<Record<string, FieldKind>> }
>;

export type LogEvents = typeof logEvents;
export type LogEventName = keyof LogEvents;

type ValueOf<Kind> = Kind extends { is: 'number' }
  ? number
  : Kind extends { is: 'version' }
    ? string
    : Kind extends Word<infer Of>
      ? Of
      : Kind extends { is: 'fault' }
        ? unknown
        : never;

/** What is given with an event; a fault as the error that was thrown. */
export type LogFields<Name extends LogEventName> = {
  [Field in keyof LogEvents[Name]['fields']]: ValueOf<LogEvents[Name]['fields'][Field]>;
};

export const isLogEvent = (name: string): name is LogEventName => Object.hasOwn(logEvents, name);
