/** By what name requests leave. */
export const userAgent = 'Naru/0.1';
