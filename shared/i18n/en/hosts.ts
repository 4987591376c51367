/** Words of the hosts: the terminal of `npm start`, and pages shown before the screen is there. */
export const hosts = {
  noElectron:
    'No desktop window can be opened (the Electron binary is missing), so Naru opens in the browser. Data and functions are the same.',
  noDisplay:
    'No desktop window can be opened (there is no display), so Naru opens in the browser. Data and functions are the same.',
  asRoot:
    'As root no desktop window can be opened safely, so Naru opens in the browser. Data and functions are the same.',
  desktopFailed:
    'The desktop window did not open, so Naru opens in the browser. Data and functions are the same.',
  fetchingElectron: 'Fetching the Electron binary ({{seconds}} seconds at most).',
  openLink: 'Open this address in a browser (it works once):',
  dataFolder: 'Data folder: {{folder}}',
  enterForLink: 'Press Enter for a new address, Ctrl-C to end.',
  ctrlCToEnd: 'Press Ctrl-C to end.',
  crashed: 'The engine stopped suddenly and is being started again. Saved filings are safe.',
  recovered: 'The engine is working again.',
  stopping: 'Saving and ending.',
  noSessionTitle: 'This window cannot enter Naru',
  noSession:
    'Open the address shown in the terminal where Naru was started. It works once; press Enter in the terminal for a new one.',
  pageMissingTitle: 'The screen cannot be opened',
  pageMissing: 'The files of the screen are missing. Close Naru and start it again with npm start.',
} as const;
