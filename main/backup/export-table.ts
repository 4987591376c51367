/** A table of the export: how it is read, and what each of its columns means, Korean and English. */
export interface ExportTable {
  name: string;
  about: readonly [ko: string, en: string];
  sql: string;
  columns: readonly (readonly [name: string, ko: string, en: string])[];
  /** How a stored value is told; absent: as it is stored. */
  read?: Readonly<Record<string, (value: unknown) => unknown>>;
}

export const json = (value: unknown): unknown =>
  typeof value === 'string' ? JSON.parse(value) : null;
/** Times in ISO 8601 with the Korean offset. */
export const time = (value: unknown): unknown =>
  typeof value === 'number'
    ? new Date(value + 9 * 3_600_000).toISOString().replace('Z', '+09:00')
    : null;

export const numberColumn = ['declaration_no', '신고번호', 'Declaration number'] as const;
