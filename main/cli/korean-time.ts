import { NaruError } from '../../shared/errors.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { Face } from './face.ts';

/**
 * A time in Korea where it names no zone, e.g. `2026-11-23 14:30`.
 * @throws {NaruError} `wrong-input`
 */
export function readTime(face: Face, text: string): EpochMs {
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const plain = text.trim().replace(' ', 'T');
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(plain) ? `${plain}T00:00` : plain;
  const at = Date.parse(hasZone ? text : `${whole}+09:00`);
  if (Number.isNaN(at))
    throw new NaruError('wrong-input', { detail: face.t('cli.wrongTime', { text }) });
  return epochMs(at);
}
