export { checkFileSize, readFile } from './read-file.ts';
export { spreadsheetColumns } from '../../shared/documents/index.ts';
