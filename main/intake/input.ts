import { readFilingInput } from '../../shared/documents/index.ts';
import type { Outcome } from './outcomes.ts';

/**
 * Reads one filing of a list.
 * @param row its place, from 1
 * @param rowsByReference the references of those before it; its own is added
 */
export function readInput(
  input: unknown,
  row: number,
  rowsByReference: Map<string, number>,
): Outcome {
  const reading = readFilingInput(input);
  if (!reading.ok)
    return { row, ok: false, errors: reading.errors.map((error) => ({ row, ...error })) };
  const { filing, warnings } = reading;
  const { reference } = filing;
  const first = rowsByReference.get(reference);
  if (first !== undefined) {
    const params = { reference, first };
    const errors = [{ row, field: 'reference', code: 'duplicate-in-file', params }] as const;
    return { row, ok: false, errors };
  }
  rowsByReference.set(reference, row);
  return { row, ok: true, filing, warnings: warnings.map((warning) => ({ row, ...warning })) };
}
