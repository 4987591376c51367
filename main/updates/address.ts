import { NaruError } from '../../shared/errors.ts';

/**
 * The folder that an office gives, with a slash at its end. The signature guards what is said
 * there; https keeps to itself which version an office runs.
 * @throws {NaruError} `update-address-wrong`
 */
export function readUpdateAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOwnComputer = url?.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (url === null || (url.protocol !== 'https:' && !isOwnComputer))
    throw new NaruError('update-address-wrong', { address: text });
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new NaruError('update-address-wrong', { address: text });
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** What is fetched with: Electron's own, which knows the system's proxy and certificates. */
export type Fetch = (address: string, options: { signal: AbortSignal }) => Promise<Response>;

const timeoutMs = 30_000;

/**
 * @param limit in bytes
 * @returns `null` where the server says that there is none
 * @throws {NaruError} `update-unreached`, also where it is larger than the limit
 */
export async function fetchSmall(fetch: Fetch, url: URL, limit: number): Promise<Buffer | null> {
  try {
    const response = await fetch(url.href, { signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 404) return null;
    if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > limit) throw new Error(`> ${limit} B`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new NaruError('update-unreached', { address: url.origin, detail }, error);
  }
}
