export { type MappingHints, noHints } from './mapping.ts';
export { checkFileSize, isReadable, readFile } from './read-file.ts';
export { type Reader, startReader } from './reader.ts';
export type { ReaderView } from './reader-calls.ts';
export { spreadsheetColumns } from '../../shared/documents/index.ts';
export { decodeText } from './text-encoding.ts';
