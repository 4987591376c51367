import type {
  ErrorParams,
  FieldError,
  FieldErrorCode,
  FieldWarning,
  FieldWarningCode,
} from '../../errors.ts';

/** What the fields of a declaration say together, collected rule by rule. */
export class Findings {
  readonly errors: FieldError[] = [];
  readonly warnings: FieldWarning[] = [];

  /** It is certainly wrong. */
  error(field: string, code: FieldErrorCode, params: ErrorParams = {}): void {
    this.errors.push({ field, code, params });
  }

  /** It looks wrong, and may be right. */
  warn(field: string, code: FieldWarningCode, params: ErrorParams = {}): void {
    this.warnings.push({ field, code, params });
  }

  /** Doubts a value where it is given and does not look as it is known to. */
  doubtShape(field: string, value: string | undefined, fits: boolean, example: string): void {
    if (value !== undefined && !fits) this.warn(field, 'unsure-shape', { value, example });
  }

  /** Warns where something is missing that usually stands beside the value of another field. */
  expect(field: string, value: unknown, beside: string, besideValue: string): void {
    const isMissing = value === undefined || (Array.isArray(value) && value.length === 0);
    if (isMissing) this.warn(field, 'usually-with', { with: beside, value: besideValue });
  }
}
