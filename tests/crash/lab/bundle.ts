import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** In the checkout, so that better-sqlite3 is found from there. */
const folder = fileURLToPath(new URL('../../../out/lab/', import.meta.url));
const entry = fileURLToPath(new URL('workload-process.ts', import.meta.url));

/** The workload is started thousands of times: one file and a cache of its code make that cheap. */
export interface Workload {
  file: string;
  codeCache: string;
}

/** Makes the workload one file. Its name is of this process, for several may do so at once. */
export async function bundleWorkload(input = entry): Promise<Workload> {
  const file = `${folder}workload-${process.pid}.mjs`;
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: ['better-sqlite3', /^node:/],
  });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return { file, codeCache: `${folder}code-${process.pid}` };
}

export function removeWorkload({ file, codeCache }: Workload): void {
  rmSync(file, { force: true });
  rmSync(codeCache, { recursive: true, force: true });
}
