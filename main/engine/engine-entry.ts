import { fileURLToPath } from 'node:url';

/** The program of the engine's process: beside the bundle, or in this folder where none is. */
export function engineEntry(): string {
  const here = import.meta.url;
  return fileURLToPath(new URL(here.endsWith('.ts') ? './process.ts' : './engine.js', here));
}
