/** A relapse this soon continues the same incident, in milliseconds: no flapping. */
export const relapseMs = 10 * 60_000;

/** Channels that fall ill this near to each other are taken for one trouble, in milliseconds. */
export const togetherMs = 5 * 60_000;

/** A trouble that passed this long ago, in milliseconds, explains no other any more. */
export const passedMs = relapseMs + togetherMs;

/** What was not measured for so long, in milliseconds, is another trouble if it is ill again. */
export const unseenMs = 6 * 3_600_000;
