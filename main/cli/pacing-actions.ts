/** What `naru pacing` does. */
export const pacingActions = ['show', 'subscribe', 'unsubscribe', 'sign', 'new-key'] as const;
