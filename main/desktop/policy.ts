/** What windows may do; pure, so that every rule is a row in a table of tests. */

export const pageScheme = 'app';
export const pageAddress = `${pageScheme}://bundle/`;

/** Whether an address is one of our own page; never judged by a part of its text. */
export function isPageAddress(address: string): boolean {
  const url = parse(address);
  return (
    url !== null &&
    url.protocol === `${pageScheme}:` &&
    url.host === 'bundle' &&
    url.username === '' &&
    url.password === ''
  );
}

/** The page's own files, and what it made itself; nothing of a window reaches the network. */
export function isRequestAllowed(address: string): boolean {
  const url = parse(address);
  if (url === null) return false;
  if (url.protocol === 'data:') return true;
  if (url.protocol === 'blob:') return isPageAddress(address.slice('blob:'.length));
  return isPageAddress(address);
}

/** Of all permissions the page has one: to copy text at a person's wish. */
export function isPermissionAllowed(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isPageAddress(origin);
}

/** Sites that a link of the page may open in the person's browser. */
const externalHosts: ReadonlySet<string> = new Set(['unipass.customs.go.kr', 'www.customs.go.kr']);

/** The address to hand to the system's browser; `null` where it must not be opened. */
export function externalAddress(address: string): string | null {
  const url = parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return null;
  if (url.username !== '' || url.password !== '') return null;
  return externalHosts.has(url.hostname) ? url.href : null;
}

/** What is looked at of the frame that sent a message. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the main frame of our own page speaks to the engine. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isPageAddress(frame.url);
}

/** Of every window. */
export const windowPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
