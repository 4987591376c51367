/** What the journal records of incidents; no measurement is ever changed by it. */
export const incidentEntryKinds = [
  'incident-opened',
  'incident-continued', // a relapse: it had been closed
  'incident-merged', // it is one with another
  'incident-closed',
  'incident-remark',
] as const;
export type IncidentEntryKind = (typeof incidentEntryKinds)[number];
