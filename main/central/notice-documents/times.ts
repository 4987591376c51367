import { civilDateSchema, epochMs, type CivilDate, type EpochMs } from '../../../shared/time.ts';

const compact = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?\d{0,3}$/;

/**
 * An instant as customs writes it: `CCYYMMDD`, with hours and minutes, with seconds, all Korean
 * time; or ISO 8601. `null` where it is none.
 */
export function readMoment(text: string): EpochMs | null {
  const parts = compact.exec(text.replaceAll(/[-:.\sT/]/g, '').replace(/(?:Z|\+\d{4})$/, ''));
  const isIso = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (isIso) return validTime(Date.parse(text));
  if (parts === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = parts;
  const date = civilDateSchema.safeParse(`${year}-${month}-${day}`);
  if (!date.success) return null;
  return validTime(Date.parse(`${date.data}T${hour}:${minute}:${second}+09:00`));
}

const validTime = (at: number): EpochMs | null => (Number.isNaN(at) ? null : epochMs(at));

/** The day of such an instant, in Korea. */
export function readDay(text: string): CivilDate | null {
  const digits = text.replaceAll(/[-./\s]/g, '').slice(0, 8);
  if (!/^\d{8}$/.test(digits)) return null;
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const read = civilDateSchema.safeParse(day);
  return read.success ? read.data : null;
}
