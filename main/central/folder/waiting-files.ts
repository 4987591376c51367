import { readdir } from 'node:fs/promises';
import { isTemporary } from './file-name.ts';

const numberIn = /[0-9A-Z]{5}\d{8}[A-Z]/i;

/**
 * Names of the documents that wait in the sending folder to be picked up; other files, such as a
 * forgotten note, are not the sending program's work.
 * @throws where the folder cannot be read
 */
export async function waitingFiles(sendFolder: string): Promise<string[]> {
  const entries = await readdir(sendFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !isTemporary(entry.name) && numberIn.test(entry.name))
    .map(({ name }) => name);
}
