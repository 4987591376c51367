import type { FolderGateway } from '../../../shared/contract/index.ts';
import { textOf } from '../../app/use-form.ts';

/** What a new folder exchange begins with. */
export const defaultFolders: FolderGateway = {
  sendFolder: '',
  sentFolder: null,
  receiveFolders: [],
  fileName: '{code}_{number}_{part}.xml',
  encoding: 'utf-8',
  everySeconds: 10,
  synchroniseAfterHours: 24,
};

/** What the form holds, to be checked: several folders stand on a line each. */
export function foldersOf(data: FormData, encoding: FolderGateway['encoding']): unknown {
  const sentFolder = textOf(data, 'sentFolder');
  return {
    sendFolder: textOf(data, 'sendFolder'),
    sentFolder: sentFolder === '' ? null : sentFolder,
    receiveFolders: textOf(data, 'receiveFolders')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    fileName: textOf(data, 'fileName'),
    encoding,
    everySeconds: wholeNumber(textOf(data, 'everySeconds')),
    synchroniseAfterHours: wholeNumber(textOf(data, 'synchroniseAfterHours')),
  };
}

/** A whole number as it is typed, with or without separators; `null` where it is none. */
export function wholeNumber(text: string): number | null {
  const digits = text.replaceAll(',', '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
