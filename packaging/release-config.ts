import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { isDistinguishedName } from '../main/desktop/updates/windows-publisher.ts';

/**
 * What electron-builder is told for a release: as `electron-builder.yml`, and for Windows who the
 * publisher is; what is not signed is refused. An installed program takes an update of its own publisher alone, so one that knows
 * none could never be updated.
 */

const configSchema = z.looseObject({ win: z.looseObject({}), mac: z.looseObject({}) });
type Config = z.output<typeof configSchema>;

/**
 * The names that a release on Windows is signed with, one a line; two while a certificate changes.
 * @throws where there is none, or one that could never be the subject of a certificate
 */
export function readPublishers(text: string | undefined): string[] {
  const names = (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (names.length === 0)
    throw new Error(
      'NARU_WINDOWS_PUBLISHER is not set: the subject of the certificate that signs, e.g. "CN=Naru, O=Naru, C=KR"',
    );
  for (const name of names)
    if (name.includes('=') && !isDistinguishedName(name))
      throw new Error(`NARU_WINDOWS_PUBLISHER: "${name}" is no subject with one CN`);
  return names;
}

/** The configuration of a release: what cannot be signed for Windows or macOS is not built. */
export function releaseConfig(config: Config, publishers: readonly string[]): Config {
  return {
    ...config,
    win: {
      ...config.win,
      forceCodeSigning: true,
      signtoolOptions: { publisherName: publishers },
    },
    // The system's own updater takes the place of a signed program alone.
    mac: { ...config.mac, forceCodeSigning: true },
  };
}

const usage =
  'usage: release-config.ts --out FILE.json      with NARU_WINDOWS_PUBLISHER, the subject of the certificate';

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined) throw new Error(usage);
  const publishers = readPublishers(process.env['NARU_WINDOWS_PUBLISHER']);
  const source = join(import.meta.dirname, '..', 'electron-builder.yml');
  const config = configSchema.parse(parse(readFileSync(source, 'utf8')));
  writeFileSync(values.out, JSON.stringify(releaseConfig(config, publishers), null, 2));
}
