import type { TextKey } from '../../../shared/i18n/index.ts';

/** A file's size as its text and number. */
export function sizeOf(bytes: number): { key: TextKey; value: string } {
  const kilo = bytes / 1024;
  return kilo < 1024
    ? { key: 'backup.units.kb', value: String(Math.ceil(kilo)) }
    : { key: 'backup.units.mb', value: (kilo / 1024).toFixed(1) };
}
