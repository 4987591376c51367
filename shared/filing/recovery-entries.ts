/** What the journal records of copies, of what came from the central system, and of moving. */
export const recoveryEntryKinds = [
  'copy-restored',
  'asked-after-restore',
  'taken-up',
  'recovery-ended',
  'data-salvaged',
  'moved-away',
  'moved-in',
  'stayed-here',
] as const;
