import { shell, type WebContents } from 'electron';
import { externalAddress, isPageAddress } from './policy.ts';

/** Keeps whatever shows content on our own page. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isPageAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isPageAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isPageAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const external = externalAddress(url);
    if (external !== null) void shell.openExternal(external);
    return { action: 'deny' };
  });
}
