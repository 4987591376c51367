/** What a person may read of somebody else's text: at most `max` characters, nothing that steers a screen. */
export function plainText(text: string, max: number): string {
  const shown = text
    .slice(0, max * 2)
    .replaceAll('\r\n', '\n')
    .replaceAll(steering, '\uFFFD')
    .toWellFormed();
  if (shown.length <= max && text.length <= max * 2) return shown;
  return `${shown.slice(0, max - 1).toWellFormed()}…`;
}

/** Control characters but line feed and tab, and the marks that turn the direction of writing. */
const steering = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** Takes the credentials out of a text, for a system may echo what it was sent. */
export function withoutToken(text: string, token: string | null): string {
  return token === null || token === '' ? text : text.replaceAll(token, '[token]');
}
