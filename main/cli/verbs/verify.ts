import { z } from 'zod';
import type { PackCheck } from '../../../shared/evidence/index.ts';
import type { TextParams } from '../../../shared/i18n/index.ts';
import { customsStateSchema, transportStateSchema } from '../../../shared/filing/states.ts';
import { readDeclarationNo, formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { checkPackAt, isPack } from '../../evidence/index.ts';
import { verifyStore, type Finding } from '../../store/index.ts';
import { readingExisting, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

const optionsSchema = z.object({ key: z.string().optional() });

/**
 * `naru verify [PATH]`: checks an evidence pack or a data folder; the one of `--data` where none is
 * named.
 */
export async function verifyVerb(
  face: Face,
  place: Place,
  [path]: string[],
  options: unknown,
): Promise<Exit> {
  const { key = null } = optionsSchema.parse(options);
  if (path !== undefined && (await isPack(path)))
    return tellPack(face, await checkPackAt(path, key));
  return verifyFolder(face, place, path);
}

function tellPack(face: Face, { findings, manifest, fingerprint }: PackCheck): Exit {
  const ok = findings.length === 0;
  const told = findings.map((finding) => ({
    ...finding,
    message: face.t(`evidenceCheck.findings.${finding.code}`, finding.params),
  }));
  if (face.json) face.data({ ok, findings: told, fingerprint, manifest });
  if (ok && manifest !== null) {
    const { files, journal } = manifest;
    face.say(face.t('evidence.cli.good', { files: files.length, lines: journal.lines }));
  } else {
    face.say(face.t('evidence.cli.bad', { count: findings.length }));
    for (const { message } of told) face.say(`  ${message}`);
  }
  if (fingerprint !== null) face.say(face.t('evidence.cli.signedBy', { fingerprint }));
  return ok ? exit.done : exit.notAllDone;
}

function verifyFolder(face: Face, place: Place, path: string | undefined): Promise<Exit> {
  const where = path === undefined ? place : { ...place, folder: path };
  return readingExisting(where, (store) => {
    const { findings, filings, entries, head } = verifyStore(store);
    const ok = findings.length === 0;
    const told = findings.map((finding) => ({ ...finding, message: inWords(face, finding) }));
    if (face.json) face.data({ ok, findings: told, filings, entries, head });
    if (ok) {
      face.say(face.t('cli.verifyGood', { filings, entries, head: head.slice(0, 16) }));
      return exit.done;
    }
    face.say(face.t('cli.verifyBad', { count: findings.length }));
    for (const { message } of told) face.say(`  ${message}`);
    return exit.notAllDone;
  });
}

function inWords({ t }: Face, { code, params }: Finding): string {
  const words: Record<string, string> = {};
  for (const name of ['state', 'told']) {
    const transport = transportStateSchema.safeParse(params[name]);
    const customs = customsStateSchema.safeParse(params[name]);
    if (transport.success) words[name] = t(`states.transport.${transport.data}`);
    else if (customs.success) words[name] = t(`states.customs.${customs.data}`);
  }
  const no = readDeclarationNo(String(params['declarationNo'] ?? ''));
  if (no !== null) words['declarationNo'] = formatDeclarationNo(no);
  return t(`cli.finding.${code}`, { ...params, ...words } satisfies TextParams);
}
