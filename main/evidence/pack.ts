import { hash } from 'node:crypto';
import {
  lineDigestLength,
  manifestText,
  packFiles,
  sealZip,
  signatureText,
  splitLines,
  type Manifest,
  type PackFile,
} from '../../shared/evidence/index.ts';
import { zipFiles } from './archive.ts';
import type { EvidenceInput } from './input.ts';
import { nodeDigests } from './node-digests.ts';
import { writeReport } from './report/report.ts';
import { writeSheets } from './sheets.ts';

export type PackPhase = 'report' | 'sheets' | 'packing';

export interface PackParts {
  input: EvidenceInput;
  /** `journal.jsonl`. */
  journal: Uint8Array;
  /** Files that persons added to the incidents. */
  attachments: readonly PackFile[];
  /** `확인.html`. */
  page: string;
  publicKey: string;
  fingerprint: string;
}

export interface MadePack {
  files: PackFile[];
  /** The same files in one archive. */
  zip: Uint8Array;
  /** SHA-256 of the manifest, hex: names the whole pack. */
  digest: string;
}

/**
 * Makes the files of a pack; the same parts make the same bytes.
 * @param sign Ed25519 over the manifest's bytes, hex
 */
export async function makePack(
  { input, journal, attachments, page, publicKey, fingerprint }: PackParts,
  sign: (message: Uint8Array) => string | Promise<string>,
  onPhase: (phase: PackPhase) => void = () => {},
): Promise<MadePack> {
  onPhase('report');
  const report = await writeReport(input, fingerprint);
  onPhase('sheets');
  const sheets = await writeSheets(input);
  onPhase('packing');
  const lines = splitLines(journal);
  const digests = lines.map((line) => `${hash('sha256', line).slice(0, lineDigestLength)}\n`);
  const files: PackFile[] = [
    { name: packFiles.report, bytes: report },
    { name: packFiles.sheets, bytes: sheets },
    { name: packFiles.journal, bytes: journal },
    { name: packFiles.lines, bytes: Buffer.from(digests.join('')) },
    { name: packFiles.page, bytes: Buffer.from(page) },
    ...attachments,
  ];
  const manifest = Buffer.from(manifestText(manifestOf(input, publicKey, lines.length, files)));
  const digest = hash('sha256', manifest);
  const signature = signatureText({
    manifestSha256: digest,
    publicKey,
    signature: await sign(manifest),
  });
  files.push(
    { name: packFiles.manifest, bytes: manifest },
    { name: packFiles.signature, bytes: Buffer.from(signature) },
  );
  return { files, zip: await sealZip(zipFiles(files), nodeDigests), digest };
}

function manifestOf(
  input: EvidenceInput,
  publicKey: string,
  lines: number,
  files: readonly PackFile[],
): Manifest {
  const { span, journal, office } = input;
  return {
    format: 'naru-evidence',
    version: 1,
    madeAt: new Date(input.madeAt).toISOString(),
    program: input.program,
    mode: input.mode,
    office: office === null ? null : { ...office },
    span: { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() },
    personalData: input.personalData,
    journal: { before: journal.before, last: journal.last, head: journal.head, lines },
    publicKey,
    files: files.map(({ name, bytes }) => ({
      name,
      size: bytes.byteLength,
      sha256: hash('sha256', bytes),
    })),
  };
}
