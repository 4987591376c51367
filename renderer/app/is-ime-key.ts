/**
 * Whether a key press belongs to an input method at work, e.g. a Korean syllable being composed.
 * Chromium reports some of these only by the key code 229.
 */
export function isImeKey(event: { isComposing: boolean; keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}
