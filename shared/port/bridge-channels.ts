/** Channels between the preload and the desktop host; the page knows neither. */
export const bridgeChannels = { call: 'naru:call', event: 'naru:event' } as const;
