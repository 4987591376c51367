/** Pages for an office, in the order in which one needs them; files of `docs/office`. */
export const helpPages = [
  'install',
  'connect',
  'first-day',
  'outage',
  'new-computer',
  'troubles',
] as const;
export type HelpPage = (typeof helpPages)[number];

export const isHelpPage = (text: string): text is HelpPage =>
  helpPages.some((page) => page === text);
