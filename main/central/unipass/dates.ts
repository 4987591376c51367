import { civilDateSchema, epochMs, type CivilDate, type EpochMs } from '../../../shared/time.ts';

/** `20261123` as a day; `null` where it is none. */
export function readDay(text: string): CivilDate | null {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text);
  if (parts === null) return null;
  const day = civilDateSchema.safeParse(`${parts[1]}-${parts[2]}-${parts[3]}`);
  return day.success ? day.data : null;
}

/** `20261123104500` in Korean time; `null` where it is malformed, as some are. */
export function readInstant(text: string): EpochMs | null {
  const parts = /^(\d{8})(\d{2})(\d{2})(\d{2})$/.exec(text.replaceAll(/[-: .T]/g, ''));
  if (parts === null) return null;
  const [, date = '', hour, minute, second] = parts;
  const day = readDay(date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return epochMs(Date.parse(`${day}T${hour}:${minute}:${second}+09:00`));
}
