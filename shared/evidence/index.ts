export { checkPack, type PackCheck } from './check-pack.ts';
export { attachmentName, packFiles, plainName, type Digests, type PackFile } from './files.ts';
export { packFindingCodes, type PackFinding } from './findings.ts';
export { journalLineText, lineDigestLength, splitLines, type JournalLine } from './journal-line.ts';
export {
  manifestText,
  attachedFilesSchema,
  personalDataSchema,
  type AttachedFiles,
  type JournalPlace,
  type Manifest,
  type PersonalData,
} from './manifest.ts';
export { fingerprintOf, signatureText } from './signature.ts';
export { isArchive, isDropping, packMarks, sealZip, unzipPack } from './zip.ts';
