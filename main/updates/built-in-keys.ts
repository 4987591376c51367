/** Put in by the build, from `NARU_UPDATE_KEYS`: public keys with commas between them. */
declare const NARU_UPDATE_KEYS: string | undefined;

/** Keys that releases of this build are signed with; none in a build that nobody publishes. */
export function builtInKeys(): readonly string[] {
  const text = typeof NARU_UPDATE_KEYS === 'undefined' ? '' : NARU_UPDATE_KEYS;
  return text.split(',').filter((key) => key !== '');
}
