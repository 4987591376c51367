import { setImmediate } from 'node:timers/promises';
import { mostRows } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { readInput } from './input.ts';
import { findJsonFault } from './json-fault.ts';
import type { Outcome } from './outcomes.ts';
import { sliceRows, type IntakeFile, type OnProgress } from './reading.ts';
import { decodeText } from './text-encoding.ts';

/**
 * Reads one filing or an array of them.
 * @throws {NaruError} `json-syntax` with line and column, and as `decodeText`
 */
export async function readJsonFile(
  file: IntakeFile,
  onProgress?: OnProgress,
): Promise<{ encoding: string; outcomes: Outcome[] }> {
  const { text, encoding } = decodeText(file);
  const content = parse(file.name, text);
  const inputs: unknown[] = Array.isArray(content) ? content : [content];
  if (inputs.length === 0) throw new NaruError('file-no-rows', { name: file.name });
  if (inputs.length > mostRows)
    throw new NaruError('file-too-many-rows', {
      name: file.name,
      rows: inputs.length,
      limit: mostRows,
    });

  const outcomes: Outcome[] = [];
  const rowsByReference = new Map<string, number>();
  for (const [index, input] of inputs.entries()) {
    if (index % sliceRows === sliceRows - 1) {
      onProgress?.('checking', index, inputs.length);
      await setImmediate();
    }
    outcomes.push(readInput(input, index + 1, rowsByReference));
  }
  return { encoding, outcomes };
}

/** Somewhere in the text stands a number of more digits than a double keeps. */
const longNumber = /[:[,]\s*-?\d[\d.]{15,}/;

function parse(name: string, text: string): unknown {
  try {
    return longNumber.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
  } catch (error) {
    throw new NaruError('json-syntax', { name, ...findJsonFault(text) }, error);
  }
}

/** Keeps a number's own digits where reading it as a double would change them. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || /[eE]/.test(source)) return value;
  return String(value) === source ? value : source;
}
