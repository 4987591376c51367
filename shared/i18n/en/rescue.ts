/** Damaged data: a backup in its place, or what can be read of it. */
export const rescue = {
  title: 'The data cannot be read',
  mode: { real: 'Data of real work', practice: 'Practice data' },
  text: '{{file}} is damaged and was not opened. Until then nothing is sent. Whatever you choose, the damaged file is kept.',
  restore: {
    title: 'With a backup: restore it',
    text: 'What came after the backup is asked of the central system then and found again. Nothing is sent before all has been asked.',
    do: 'Restore',
  },
  salvage: {
    title: 'Without one, or with an old one: salvage',
    text: 'Everything that can be read goes into a new file. It may take minutes. Filings whose state is not known are held, and nothing is sent before the central system has been asked about everything.',
    do: 'Save what can be read',
    done: '{{rows}} rows were saved. {{lost}} journal entries could not be read.',
    look: 'Filings that a person has to look at:',
    kept: 'The damaged data is in {{kept}}.',
    open: 'Open Naru',
  },
  working: 'At work. Do not close the program.',
} as const;
