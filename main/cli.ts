#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Most of a short verb's time is reading the program: what is read once is kept.
enableCompileCache();
const { runCli } = await import('./cli/program.ts');

// A reader that ends early (`naru list | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY,
  env: process.env,
});
