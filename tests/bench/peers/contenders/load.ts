import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** A function or class of a library whose types are not installed where the types are checked. */
export function fn<F extends object>(): z.ZodType<F> {
  return z.custom<F>((value) => typeof value === 'function');
}

/** Loads a library that is installed beside this folder alone, and checks what is used of it. */
export async function load<T>(from: string, name: string, shape: z.ZodType<T>): Promise<T> {
  const found = createRequire(from).resolve(name);
  const module: unknown = await import(pathToFileURL(found).href);
  return shape.parse(module);
}
