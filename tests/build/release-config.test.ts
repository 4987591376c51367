import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { installationOf } from '../../main/desktop/updates/installation.ts';
import { publisherProblem } from '../../main/desktop/updates/windows-publisher.ts';
import { readPublishers } from '../../packaging/release-config.ts';

const root = join(import.meta.dirname, '..', '..');
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const folder = mkdtempSync(join(tmpdir(), 'naru-release-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const subject = 'CN="Naru, Inc.", O="Naru, Inc.", L=Seoul, C=KR';

/** Runs the script of a release as the workflow does. */
function make(publisher: string | undefined) {
  const out = join(folder, 'release.json');
  const { NARU_WINDOWS_PUBLISHER: _, ...env } = process.env;
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'packaging', 'release-config.ts'), '--out', out],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, ...(publisher === undefined ? {} : { NARU_WINDOWS_PUBLISHER: publisher }) },
    },
  );
  return { status, stderr, out };
}

type Update = Readonly<Record<string, unknown>> | null;

const anyFunction = <T>() => z.custom<T>((value) => typeof value === 'function');

/** What electron-builder itself would write into `app-update.yml` of the program for Windows. */
async function updateOf(configFile: string): Promise<Update> {
  interface Packager {
    validateConfig(): Promise<void>;
  }
  const { Packager } = z
    .object({ Packager: anyFunction<new (options: object) => Packager>() })
    .parse(fromBuilder('app-builder-lib/out/packager.js'));
  const { AppInfo } = z
    .object({ AppInfo: anyFunction<new (packager: Packager, version: null) => object>() })
    .parse(fromBuilder('app-builder-lib/out/appInfo.js'));
  const { WinPackager } = z
    .object({ WinPackager: anyFunction<new (packager: Packager) => object>() })
    .parse(fromBuilder('app-builder-lib/out/winPackager.js'));
  const { getAppUpdatePublishConfiguration: ask } = z
    .object({
      getAppUpdatePublishConfiguration:
        anyFunction<(packager: object, options: null, arch: number, strict: boolean) => Update>(),
    })
    .parse(fromBuilder('app-builder-lib/out/publish/PublishManager.js'));
  const packager = new Packager({ projectDir: root, config: configFile });
  await packager.validateConfig();
  // As its build begins.
  Object.assign(packager, { _appInfo: new AppInfo(packager, null) });
  return ask(new WinPackager(packager), null, 1, false);
}

/** The publishers that a program takes updates of which was packed with such an `app-update.yml`. */
function publishersWith(update: Update): readonly string[] {
  const { serializeToYaml } = z
    .object({ serializeToYaml: z.custom<(value: unknown) => string>() })
    .parse(createRequire(fromBuilder.resolve('app-builder-lib'))('builder-util'));
  writeFileSync(join(folder, 'app-update.yml'), serializeToYaml(update));
  const found = installationOf({ platform: 'win32', isPackaged: true, env: {}, resources: folder });
  if (found?.is !== 'nsis') throw new Error('not for Windows');
  return found.publishers;
}

/** What PowerShell would say of an installer. */
const signedBy = (subjectOf: string) => async () =>
  JSON.stringify({ status: 'Valid', path: 'C:\\new.exe', subject: subjectOf });

describe('a release', () => {
  test.each([undefined, '', ' \n '])('without a publisher (%j) is not built', (publisher) => {
    const { status, stderr } = make(publisher);
    expect(status).not.toBe(0);
    expect(stderr).toContain('NARU_WINDOWS_PUBLISHER is not set');
  });

  test('names its publisher, refuses to be left unsigned, and is a configuration', () => {
    const { status, stderr, out } = make(subject);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const config: unknown = JSON.parse(readFileSync(out, 'utf8'));
    const ajv = new Ajv({ strict: false, allErrors: true });
    const schema: unknown = JSON.parse(
      readFileSync(fromBuilder.resolve('app-builder-lib/scheme.json'), 'utf8'),
    );
    const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
    expect(config).toMatchObject({
      win: {
        forceCodeSigning: true,
        verifyUpdateCodeSignature: true,
        signtoolOptions: { publisherName: [subject] },
      },
      mac: { forceCodeSigning: true },
    });
    // Nothing else is another than what every build is tried with.
    const {
      win: _,
      mac,
      ...rest
    } = z.looseObject({ win: z.unknown(), mac: z.looseObject({}) }).parse(config);
    const { forceCodeSigning: __, ...restOfMac } = mac;
    const others = { ...rest, mac: restOfMac };
    const source: unknown = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
    expect(source).toMatchObject(others);
  });

  test('is one that the next can take the place of', async () => {
    const { out } = make(`${subject}\nNaru\n`);
    const update = await updateOf(out);
    expect(update).toMatchObject({ provider: 'generic', publisherName: [subject, 'Naru'] });
    const publishers = publishersWith(update);
    expect(publishers).toEqual([subject, 'Naru']);
    expect(await publisherProblem(publishers, 'C:\\new.exe', signedBy(subject))).toBeNull();
    expect(await publisherProblem(publishers, 'C:\\new.exe', signedBy('CN=Other'))).not.toBeNull();
  });

  test('is needed: without one no publisher is known, and no update taken', async () => {
    expect(publishersWith(await updateOf(join(root, 'electron-builder.yml')))).toEqual([]);
  });
});

describe('publishers', () => {
  test.each(['O=Naru', 'CN=Naru, CN=Other', 'CN="Naru, C=KR', '=', 'CN=Naru,, C=KR'])(
    'are no subject as %j',
    (name) => expect(() => readPublishers(name)).toThrow('no subject'),
  );
  test('are subjects or common names, one a line', () => {
    expect(readPublishers(` ${subject}\r\n나루 주식회사\n`)).toEqual([subject, '나루 주식회사']);
  });
});
