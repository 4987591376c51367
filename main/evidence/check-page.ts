import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NaruError } from '../../shared/errors.ts';

/** The build puts the page beside the program's own. */
function pageFile(): string {
  const here = import.meta.url;
  const folder = here.endsWith('.ts') ? '../../out/renderer' : '../renderer';
  return fileURLToPath(new URL(`${folder}/check-pack.html`, here));
}

/**
 * The page that checks a pack (확인.html), whole in one file.
 * @throws {NaruError} `evidence-page-missing` where the program was not built whole
 */
export function readCheckPage(): string {
  const file = pageFile();
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new NaruError('evidence-page-missing', { file }, error);
  }
}
