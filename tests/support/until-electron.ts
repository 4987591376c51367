import { registerHooks } from 'node:module';

/**
 * Loaded before a bundle of the desktop host under plain Node: Electron is the stand-in of the
 * tests, and the program ends with a line where it would take the lock of the one instance.
 */
const standIn = new URL('../fakes/electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
const { app } = await import('../fakes/electron.ts');
app.requestSingleInstanceLock = () => {
  console.log('asked Electron for the lock');
  process.exit(0);
};
