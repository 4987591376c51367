/** What `naru pacing` does. */
export const pacingActions = [
  'show',
  'set',
  'subscribe',
  'unsubscribe',
  'sign',
  'new-key',
] as const;
