import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { createTranslate, languages, type TextKey } from '../shared/i18n/index.ts';
import { defaultDataFolder } from './data-folder.ts';
import { type NoDesktop, startDesktop } from './desktop-process.ts';
import { terminalLanguage } from './language.ts';
import { openProcessLog } from './log/index.ts';
import { serveInTerminal } from './loopback/terminal.ts';
import { pageFolder } from './page/page-folder.ts';

/** `npm start`: the desktop window where one can be opened, else the loopback host. */

const sentences: Readonly<Record<NoDesktop, TextKey>> = {
  'no-display': 'hosts.noDisplay',
  'as-root': 'hosts.asRoot',
  'no-electron': 'hosts.noElectron',
  failed: 'hosts.desktopFailed',
};

const surroundings = { env: process.env, platform: process.platform, home: homedir() };
const dataFolder = resolve(defaultDataFolder(surroundings));
const language = terminalLanguage(process.env);
const end = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second time means at once; what is saved is on disk already.
    if (end.signal.aborted) process.exit(130);
    end.abort();
  });
}

const desktop = await startDesktop({
  surroundings,
  userId: process.getuid?.(),
  dataFolder,
  end: end.signal,
  say: (key, params) => console.log(createTranslate(language)(key, params)),
});
if ('exitCode' in desktop) {
  process.exitCode = desktop.exitCode;
} else if (!end.signal.aborted) {
  for (const spoken of languages) {
    console.log(createTranslate(spoken)(sentences[desktop.trouble]));
  }
  process.exitCode = await serveInTerminal(
    {
      dataFolder,
      rendererFolder: pageFolder(),
      language,
      log: openProcessLog(dataFolder, 'browser'),
    },
    { input: process.stdin, output: process.stdout, end: end.signal },
  );
}
