import { build, type Plugin } from 'vite';

/** Name of the page among what is built. */
const fileName = 'check-pack.html';

/**
 * Builds the page that checks evidence packs into one text: it is opened from a disk anywhere, so
 * script and style are in it.
 */
export async function buildCheckPackPage(): Promise<string> {
  const built = await build({
    configFile: false,
    root: `${import.meta.dirname}/check-pack`,
    logLevel: 'warn',
    build: { write: false, target: 'chrome111', modulePreload: false, cssCodeSplit: false },
  });
  const output = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  let script = '';
  let style = '';
  let page = '';
  for (const file of output) {
    if (file.type === 'chunk') script += file.code;
    else if (file.fileName.endsWith('.css')) style += String(file.source);
    else if (file.fileName.endsWith('.html')) page = String(file.source);
  }
  const inline = script.replaceAll('</script', String.raw`<\/script`).trim();
  return page
    .replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n    <style>${style.trim()}</style>`)
    .replace(
      /<script type="module"[^>]*><\/script>/,
      () => `<script type="module">${inline}</script>`,
    );
}

/** Puts the page beside the program's own. */
export const checkPackPage = (): Plugin => ({
  name: 'check-pack-page',
  apply: 'build',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName, source: await buildCheckPackPage() });
  },
});
