import { z } from 'zod';
import { openApis, type OpenApi } from '../../shared/contract/index.ts';
import type { Tables } from '../store/index.ts';

const schema = z.object({
  /** Keys (인증키), one for each API. */
  keys: z.partialRecord(z.enum(openApis), z.string()),
  perHundred: z.array(z.string()),
});
export type OpenApiSettings = z.output<typeof schema>;

/**
 * Sources disagree whether the customs rate of yen or rupiah is told for one unit or for a hundred.
 * None is divided until the office says so: a figure that is a hundred times the declared one is
 * noticed before it is used.
 */
const none: OpenApiSettings = { keys: {}, perHundred: [] };

/** Keys and units of the open API, as the office has set them. */
export function readOpenApiSettings(tables: Tables): OpenApiSettings {
  const stored = schema.safeParse(tables.settings.get('open-api'));
  return stored.success ? stored.data : none;
}

/** Keeps another key, or none, for an API; within the caller's transaction. */
export function setOpenApiKey(tables: Tables, api: OpenApi, key: string | null): void {
  const before = readOpenApiSettings(tables);
  const { [api]: _, ...others } = before.keys;
  const keys = key === null ? others : { ...others, [api]: key };
  tables.settings.set('open-api', { ...before, keys });
}

export function setPerHundred(tables: Tables, currencies: readonly string[]): void {
  const perHundred = [...new Set(currencies)].toSorted();
  tables.settings.set('open-api', { ...readOpenApiSettings(tables), perHundred });
}
