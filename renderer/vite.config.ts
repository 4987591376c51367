import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { checkPackPage } from './check-pack-page.ts';

/** One configuration for the build, the loopback host and the tests. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), checkPackPage()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // Electron 45 carries Chromium 154; the loopback host serves today's browsers.
    target: 'chrome140',
    sourcemap: false,
    // The content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One program from this computer's own disk; splitting it would gain nothing.
    chunkSizeWarningLimit: 2000,
  },
});
