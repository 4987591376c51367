import { z } from 'zod';

const ms = (min: number, max: number) => z.number().int().min(min).max(max);
const hour = 3_600_000;

/** How requests are paced, for one destination. Times in milliseconds. */
export const pacingSettingsSchema = z
  .strictObject({
    /** Shortest mean interval between visits. */
    minIntervalMs: ms(0, 60_000).default(200),
    /** Longest mean interval between visits while nobody gets through; it decides how soon the end of an outage is found. */
    maxIntervalMs: ms(1000, 24 * hour).default(2_900_000),
    /** Longest mean interval while the central system turns many away but not all: what a fleet of any size needs to spare it. */
    maxBusyIntervalMs: ms(1000, 24 * hour).default(4 * hour),
    /** The interval after trouble is at least this. */
    troubleIntervalMs: ms(0, hour).default(1000),
    /** The interval is multiplied by this at each visit that gets nothing through and follows another such; … */
    growth: z.number().min(1.1).max(10).default(2),
    /** … by this where the central system says itself that it has too much to do. */
    busyGrowth: z.number().min(1.1).max(10).default(5),
    /** The interval is multiplied by this at each good answer. */
    decay: z.number().min(0.1).max(0.999).default(0.97),
    /** An interval as long as this is halved by a good answer, one of a tenth of it hardly changed. */
    evenOutMs: ms(1000, 1000 * hour).default(34_000_000),
    /** Most requests on their way at once, on one lane. */
    maxOpen: z.number().int().min(1).max(100).default(20),
    /** After trouble, good answers for one more request at once; before any trouble each answer brings one. */
    answersPerOpen: z.number().int().min(1).max(1000).default(16),
    /** Shortest time between two requests of one visit after trouble, from start to start. */
    minGapMs: ms(0, 60_000).default(200),
    /** Pause after each answer inside a visit after trouble, as a share of the smoothed latency: slows down with the central system. */
    gapLatencyShare: z.number().min(0).max(10).default(0.5),
    /** No answer that takes longer than this counts as usual: who first met the system overloaded knows no better time. */
    mostUsualMs: ms(1, hour).default(1500),
    /** An answer is slow where it takes this many times the usual … */
    slowFactor: z.number().min(1).max(100).default(2),
    /** … and this on top: a visit then ends before it is turned away. */
    slowMarginMs: ms(0, hour).default(500),
    /** The queue, as a wait, that slow answers steer the interval to. */
    queueMs: ms(1, hour).default(2500),
    /** What is urgent bears this much more slowness: where many wait, it goes before what is not. */
    urgentSlowMs: ms(0, hour).default(1500),
    /** The wait after trouble is multiplied by this where a legal deadline is near. */
    urgentScale: z.number().min(0.1).max(1).default(0.5),
    /** No Retry-After is believed beyond this. */
    retryAfterCapMs: ms(0, 7 * 24 * hour).default(24 * hour),
    /** "Send now" works at most once in this time, or in a quarter of the interval where that is longer. */
    sendNowEveryMs: ms(0, hour).default(2000),
    /** After a start, requests begin within this at random, so that a fleet that starts together does not send together. */
    startSpreadMs: ms(0, hour).default(60_000),
    /** After an end in the middle of a request, none leaves until this long after it: a Retry-After may have gone unheard. */
    unheardPauseMs: ms(0, hour).default(3000),
    /** KCS's limit for the whole office. */
    limitPerSecond: z.number().int().min(1).max(100_000).default(20),
    /** KCS's limit for the whole office. */
    limitPerMinute: z.number().int().min(1).max(6_000_000).default(300),
    /** KCS's rule: after an empty notice list, wait this long before asking again. */
    emptyNoticesMs: ms(0, hour).default(30_000),
    /** Weight of the newest answer in the smoothed latency. */
    latencyWeight: z.number().min(0.01).max(1).default(0.2),
    /** A request is given up after this many smoothed latencies, … */
    timeoutLatencies: z.number().min(1).max(100).default(8),
    /** … but not before this, */
    minTimeoutMs: ms(100, 10 * 60_000).default(5000),
    /** and not later than this; */
    maxTimeoutMs: ms(100, 10 * 60_000).default(60_000),
    /** after this while no latency is known. */
    firstTimeoutMs: ms(100, 10 * 60_000).default(15_000),
    /** An outcome that is not known is first asked about after this: the central system may still be at it. */
    inquirySettleMs: ms(0, hour).default(2000),
    /** Then after this, doubled each time, … */
    inquiryFirstMs: ms(1, hour).default(2000),
    /** … up to this. */
    inquiryMaxMs: ms(1, 24 * hour).default(600_000),
    /** The central system counts as slow from this smoothed latency, … */
    slowFromMs: ms(1, hour).default(5000),
    /** … until it is below this. */
    slowUntilMs: ms(0, hour).default(3000),
    /** It counts as stopped after this many failures in a row. */
    stoppedAfter: z.number().int().min(1).max(100).default(3),
  })
  .refine((s) => s.minIntervalMs <= s.maxIntervalMs && s.troubleIntervalMs <= s.maxIntervalMs, {
    error: 'maxIntervalMs is the longest interval',
  })
  .refine((s) => s.maxIntervalMs <= s.maxBusyIntervalMs, {
    error: 'maxBusyIntervalMs is not below maxIntervalMs',
  })
  .refine((s) => s.slowMarginMs < s.queueMs, { error: 'queueMs is above slowMarginMs' })
  .refine((s) => s.minTimeoutMs <= s.maxTimeoutMs, { error: 'minTimeoutMs is above maxTimeoutMs' })
  .refine((s) => s.slowUntilMs <= s.slowFromMs, { error: 'slowUntilMs is above slowFromMs' });
export type PacingSettings = z.output<typeof pacingSettingsSchema>;

export const defaultPacing: PacingSettings = pacingSettingsSchema.parse({});
