import { fileURLToPath } from 'node:url';

/** Where the build puts the page: `out/renderer`, seen from a bundle or from the sources. */
export function pageFolder(): string {
  const here = import.meta.url;
  const folder = here.endsWith('.ts') ? '../../out/renderer' : '../renderer';
  return fileURLToPath(new URL(folder, here));
}
