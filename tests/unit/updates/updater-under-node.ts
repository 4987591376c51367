import { request } from 'node:http';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { SteadyAppImageUpdater, type Updater } from '../../../main/desktop/updates/updaters.ts';

/** Of electron-updater's way over HTTP what is used here. */
interface Executor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string>;
}
interface DownloadOptions {
  headers?: Record<string, string>;
  cancellationToken: {
    createPromise(
      work: (
        resolve: (value: string) => void,
        reject: (error: Error) => void,
        onCancel: (callback: () => void) => void,
      ) => void,
    ): Promise<string>;
  };
}
type ExecutorClass = new () => {
  doDownload(request: object, options: object, redirects: number): void;
};

const library = createRequire(createRequire(import.meta.url).resolve('electron-updater'));

/** electron-updater's own, over Node's HTTP where Electron's is not: all else is what ships. */
export function appImageUpdaterUnderNode(folder: string, version: string): Updater {
  const {
    HttpExecutor,
    configureRequestUrl,
  }: {
    HttpExecutor: ExecutorClass;
    configureRequestUrl(url: URL, options: object): void;
  } = library('builder-util-runtime');
  class NodeExecutor extends HttpExecutor implements Executor {
    createRequest(options: object, callback: (response: unknown) => void) {
      return request(options, callback);
    }
    download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
      return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
        const wanted = { headers: options.headers };
        configureRequestUrl(url, wanted);
        const callback = (error?: Error | null) =>
          error instanceof Error ? reject(error) : resolve(destination);
        this.doDownload(
          wanted,
          { destination, options, onCancel, callback, responseHandler: null },
          0,
        );
      });
    }
  }
  const updater = new SteadyAppImageUpdater(null, {
    version,
    name: 'naru',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: join(folder, 'user'),
    baseCachePath: join(folder, 'cache'),
    whenReady: async () => {},
    relaunch() {},
    quit() {},
    onQuit() {},
  });
  Reflect.set(updater, 'httpExecutor', new NodeExecutor());
  return updater;
}
