import { isRecord } from './table/read.ts';

/** Reads `lines[0].duty` in a declaration; `undefined` where nothing is there. */
export function valueAt(declaration: unknown, path: string): unknown {
  let value: unknown = declaration;
  for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (key !== undefined) value = isRecord(value) ? value[key] : undefined;
    else if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined;
  }
  return value;
}
