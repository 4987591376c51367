/** Channels between the preload and the desktop host; the page knows neither. */
export const bridgeChannels = {
  call: 'naru:call',
  event: 'naru:event',
  hostCall: 'naru:host-call',
  hostEvent: 'naru:host-event',
} as const;
