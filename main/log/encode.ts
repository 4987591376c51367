import { z } from 'zod';
import {
  isLogEvent,
  logEvents,
  logProcesses,
  type FieldKind,
  type LogEventName,
  type LogProcess,
} from '../../shared/log/events.ts';
import { describeFault, faultSchema } from '../../shared/log/fault.ts';
import { logLevelSchema, type LogLevel } from '../../shared/log/levels.ts';
import { epochMsSchema, type EpochMs } from '../../shared/time.ts';

/** A line of a log as it is read again. */
export interface LogLine {
  at: EpochMs;
  level: LogLevel;
  process: LogProcess;
  pid: number;
  event: LogEventName;
  fields: Readonly<Record<string, unknown>>;
}

const versionText = /^\d{1,4}(?:\.\d{1,6}){1,3}$/;

/**
 * An event as one line of JSON. Only the fields of the event's own list are taken, each only where
 * its value is of its kind: what slips past the compiler still does not get into a log.
 */
export function encodeLine(
  at: number,
  who: { process: LogProcess; pid: number },
  event: LogEventName,
  fields: Readonly<Record<string, unknown>>,
): string {
  const line: Record<string, unknown> = {
    at,
    level: logEvents[event].level,
    process: who.process,
    pid: who.pid,
    event,
  };
  const kinds: Readonly<Record<string, FieldKind>> = logEvents[event].fields;
  for (const name in kinds) {
    const kind = kinds[name];
    const value = fields[name];
    if (kind === undefined) continue;
    const kept = kind.is === 'fault' ? describeFault(value) : isOfKind(kind, value) ? value : null;
    line[name] = kept;
  }
  return `${JSON.stringify(line)}\n`;
}

function isOfKind(kind: FieldKind, value: unknown): boolean {
  switch (kind.is) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'version':
      return typeof value === 'string' && versionText.test(value);
    case 'word':
      return typeof value === 'string' && kind.words.has(value);
    case 'fault':
      return faultSchema.safeParse(value).success;
  }
}

const headSchema = z.looseObject({
  at: epochMsSchema,
  level: logLevelSchema,
  process: z.enum(logProcesses),
  pid: z.number().int(),
  event: z.string(),
});

/** Reads a line; `null` for whatever is no event of ours. What is not of its kind is left out. */
export function decodeLine(text: string): LogLine | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const head = headSchema.safeParse(json);
  if (!head.success || !isLogEvent(head.data.event)) return null;
  const { at, level, process, pid, event } = head.data;
  const kinds: Readonly<Record<string, FieldKind>> = logEvents[event].fields;
  const fields: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const value = head.data[name];
    if (isOfKind(kind, value)) fields[name] = value;
  }
  return { at, level, process, pid, event, fields };
}
