import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logEvents } from '../../../shared/log/events.ts';
import { version } from '../../../shared/version.ts';

test('no field of an event stands in for what every line has', () => {
  for (const { fields } of Object.values(logEvents))
    for (const name of ['at', 'level', 'process', 'pid', 'event'])
      expect(Object.keys(fields)).not.toContain(name);
});

test('the version is that of the package', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version });
});
