import type { FilingInput } from '../../shared/documents/index.ts';
import type { FieldError, FieldWarning } from '../../shared/errors.ts';
import { mostErrors, type IntakeFormat, type IntakeReading } from './reading.ts';

/** What became of one filing of a file. */
export type Outcome =
  | { row: number; ok: true; filing: FilingInput; warnings: readonly FieldWarning[] }
  | { row: number; ok: false; errors: readonly FieldError[] };

/** The outcomes of a whole file, told together. */
export function readingOf(
  format: IntakeFormat,
  encoding: string | null,
  outcomes: Iterable<Outcome>,
): IntakeReading {
  const reading: IntakeReading = {
    format,
    encoding,
    filings: [],
    errors: [],
    warnings: [],
    brokenCount: 0,
  };
  for (const outcome of outcomes) {
    if (outcome.ok) {
      reading.filings.push({ row: outcome.row, filing: outcome.filing });
      if (reading.warnings.length < mostErrors) reading.warnings.push(...outcome.warnings);
    } else {
      reading.brokenCount += 1;
      if (reading.errors.length < mostErrors) reading.errors.push(...outcome.errors);
    }
  }
  return reading;
}
