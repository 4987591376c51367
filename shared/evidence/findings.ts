/** What can be wrong with a pack; each has its words under `evidenceCheck.findings.<code>`. */
export const packFindingCodes = [
  'zip-unreadable',
  'zip-changed', // something between or beside the files
  'manifest-missing',
  'manifest-unreadable',
  'manifest-changed',
  'signature-missing',
  'signature-unreadable',
  'signature-changed',
  'signature-unchecked', // this place knows no Ed25519
  'other-key',
  'file-missing',
  'file-extra',
  'file-twice',
  'file-changed',
  'line-changed',
  'line-missing',
  'lines-missing',
  'line-extra',
  'lines-moved',
  'line-unreadable',
  'entry-changed', // does not agree with its hash, or with the one before
  'entry-missing',
  'journal-begins-elsewhere',
  'journal-ends-elsewhere',
] as const;
export type PackFindingCode = (typeof packFindingCodes)[number];

export interface PackFinding {
  code: PackFindingCode;
  /** `file`, `line` and `seq` name the place; keys are fingerprints. */
  params: Readonly<Record<string, string | number>>;
}
