import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

/**
 * A real Chromium for tests, from the npm package `@sparticuz/chromium`: no apt, no download.
 * It is unpacked once, beside the other packages.
 */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const { binary, env } = await unpackedChromium();
  return chromium.launch({
    executablePath: binary,
    // Tests run as root too, where Chromium's own sandbox cannot; the pages are our own.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--font-render-hinting=none', '--lang=ko-KR', ...args],
    env,
  });
}

interface Unpacked {
  binary: string;
  env: Record<string, string>;
}

let unpacked: Promise<Unpacked> | null = null;

function unpackedChromium(): Promise<Unpacked> {
  unpacked ??= unpack();
  return unpacked;
}

async function unpack(): Promise<Unpacked> {
  const folder = packageFolder();
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const cache = join(folder, '..', '..', '.cache', `chromium-${version}`);
  if (!existsSync(cache)) {
    const making = `${cache}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    await unpackInto(making, join(folder, 'bin'));
    writeFileSync(join(making, 'fonts.conf'), fontConfig(cache));
    try {
      // Whole or not at all, also where two processes unpack at once.
      renameSync(making, cache);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(cache)) throw error;
    }
  }
  const binary = join(cache, 'chromium');
  return { binary, env: surroundings(cache, binary) };
}

async function unpackInto(target: string, packed: string): Promise<void> {
  const binary = join(target, 'chromium');
  writeFileSync(binary, brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))));
  chmodSync(binary, 0o755);
  // The package unpacks archives into the folder for temporary files, wherever that is.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = target;
  try {
    await inflate(join(packed, 'al2023.tar.br'));
    await inflate(join(packed, 'fonts.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** The package's own names folders of the place it was made for. */
function fontConfig(cache: string): string {
  const [fonts, kept] = [join(cache, 'fonts'), join(cache, 'fonts-cache')];
  return `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${kept}</cachedir></fontconfig>`;
}

/** Where the system lacks NSS and the like, the libraries inside the package serve. */
function surroundings(cache: string, binary: string): Record<string, string> {
  const env: Record<string, string> = {
    FONTCONFIG_FILE: join(cache, 'fonts.conf'),
    HOME: tmpdir(),
    LANG: 'C.UTF-8',
  };
  for (const name of ['PATH', 'TMPDIR', 'TZ']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  for (const libraries of [null, join(cache, 'al2023', 'lib')]) {
    const tried = libraries === null ? env : { ...env, LD_LIBRARY_PATH: libraries };
    if (spawnSync(binary, ['--version'], { env: tried }).status === 0) return tried;
  }
  const missing = spawnSync('ldd', [binary], { encoding: 'utf8' }).stdout;
  throw new Error(`Chromium does not start here; its libraries:\n${missing}`);
}

function packageFolder(): string {
  // The package hides its package.json; its entry lies in `build`.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return dirname(dirname(entry));
}
