/** Reads the address of a gateway: http or https, no credentials, query or fragment; else `null`. */
export function readGatewayUrl(text: string): URL | null {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return null;
  return url;
}

/** The name under which pacing and notices of a gateway are remembered. */
export function destinationOf(url: URL): string {
  return url.href.replace(/\/+$/, '');
}
