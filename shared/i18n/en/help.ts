export const help = {
  nav: 'Help',
  label: 'Pages of the help',
  pages: {
    install: 'Install',
    connect: 'Connect',
    'first-day': 'The first day',
    outage: 'In an outage',
    'new-computer': 'A new computer',
    troubles: 'What to do when',
  },
} as const;
