import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { contentSecurityPolicy, pressStyleHash } from '../../shared/port/index.ts';

test('is strict, word for word', () => {
  expect(contentSecurityPolicy()).toBe(
    "default-src 'none'; script-src 'self'; " +
      `style-src 'self' ${pressStyleHash}; img-src 'self' data: blob:; font-src 'self'; ` +
      "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
});

test('names the sockets of the loopback host and nothing more', () => {
  expect(contentSecurityPolicy(['ws://127.0.0.1:4'])).toContain(
    "connect-src 'self' ws://127.0.0.1:4;",
  );
});

test("carries the hash of React Aria's one style, as installed", () => {
  const components = createRequire(import.meta.url).resolve('react-aria-components/package.json');
  const aria = dirname(createRequire(components).resolve('react-aria/package.json'));
  const source = readFileSync(join(aria, 'dist/private/interactions/usePress.mjs'), 'utf8');
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1];
  const template = /style\.textContent = `([^`]+)`\.trim\(\)/.exec(source)?.[1];
  expect(attribute).toBeDefined();
  expect(template).toBeDefined();
  const text = (template ?? '').replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, attribute ?? '').trim();
  expect(text).toContain('touch-action');
  const hash = createHash('sha256').update(text).digest('base64');
  expect(pressStyleHash).toBe(`'sha256-${hash}'`);
});
