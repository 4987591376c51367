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
  found: {
    title: 'The data is damaged in places',
    text: 'The daily check found damage in {{file}}. Work can still go on, but do one of the two before there is more of it. Whatever you choose, the data of now is kept.',
    restore:
      'With a recent backup: choose it below, under restoring. What came after the backup is asked of the central system and found again.',
    salvage:
      'Without one, or with an old one: everything that can be read goes into a new file. The answers to what is on its way are waited for first. For some minutes Naru cannot be used, and nothing is sent then before the central system has been asked about everything.',
    link: 'Restore or salvage',
  },
  working: {
    title: 'The data is being put in order',
    settling: 'Waiting for the answers to what is on its way.',
    restoring: 'The backup is checked and put in place.',
    salvaging: 'What can be read goes into a new file. {{rows}} rows so far.',
    stay: 'Do not close the program.',
  },
} as const;
