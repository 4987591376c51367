import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import { modeSchema } from '../../shared/sync/sync-state.ts';
import { epochMsSchema } from '../../shared/time.ts';
import { sealedKeySchema } from './passphrase.ts';

/**
 * A backup file: a magic line, the length of the header, the header as JSON, its authentication by
 * the database's key, and the database as SQLite wrote it, encrypted page by page.
 */
const magic = Buffer.from('NARU BACKUP\n');
const macBytes = 32;
const mostHeader = 1_000_000;
const chunk = 1_048_576;

export const headerSchema = z.object({
  format: z.literal(1),
  is: z.enum(['backup', 'move']),
  made: epochMsSchema,
  mode: modeSchema,
  /** Hash of the first journal entry: copies of one database have the same. */
  line: z.string(),
  dataVersion: z.number().int().positive(),
  filings: z.number().int().nonnegative(),
  entries: z.number().int().nonnegative(),
  head: z.string(),
  /** When the newest entry was written; `null` for an empty journal. */
  newestAt: epochMsSchema.nullable(),
  keyFingerprint: z.string(),
  /** The database's key under the passphrase; `null`: only the computer that made it has it. */
  sealedKey: sealedKeySchema.nullable(),
  /** What goes along to a new computer, encrypted by the database's key. */
  carried: z.string().nullable(),
  body: z.object({ bytes: z.number().int().positive(), sha256: z.string() }),
});
export type Header = z.output<typeof headerSchema>;

/** Digest and size of a file. @throws where it cannot be read */
export function measure(file: string): Header['body'] {
  const digest = createHash('sha256');
  const bytes = eachChunk(file, 0, statSync(file).size, (part) => digest.update(part));
  return { bytes, sha256: digest.digest('hex') };
}

/** Writes a backup whole and syncs it; the caller gives it its name. */
export function writeContainer(file: string, header: Header, database: string, key: Buffer): void {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.byteLength);
  const descriptor = openSync(file, 'w', 0o600);
  try {
    for (const part of [magic, length, text, macOf(text, key)]) writeAll(descriptor, part);
    eachChunk(database, 0, header.body.bytes, (part) => writeAll(descriptor, part));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export interface Container {
  header: Header;
  /** Where the database begins. */
  at: number;
  /** @throws {NaruError} `backup-damaged` where the header is not as the key's holder wrote it */
  authenticate(key: Buffer): void;
}

/**
 * Reads a backup's header; whether it is true shows `authenticate`.
 * @throws {NaruError} `backup-not-one`, `backup-newer`, `file-unreadable`
 */
export function readContainer(file: string): Container {
  const start = readPart(file, 0, magic.byteLength + 4);
  if (!start.subarray(0, magic.byteLength).equals(magic))
    throw new NaruError('backup-not-one', { file });
  const length = start.readUInt32BE(magic.byteLength);
  if (length > mostHeader) throw new NaruError('backup-not-one', { file });
  const text = readPart(file, start.byteLength, length);
  const mac = readPart(file, start.byteLength + length, macBytes);
  const header = parseHeader(text, file);
  return {
    header,
    at: start.byteLength + length + macBytes,
    authenticate(key) {
      if (!timingSafeEqual(macOf(text, key), mac)) throw new NaruError('backup-damaged', { file });
    },
  };
}

/**
 * Takes the database out of a backup into a file of its own, held against its digest.
 * @throws {NaruError} `backup-damaged`, `file-unreadable`
 */
export function extract(file: string, { header, at }: Container, into: string): void {
  const digest = createHash('sha256');
  const descriptor = openSync(into, 'w', 0o600);
  try {
    const bytes = eachChunk(file, at, header.body.bytes, (part) => {
      digest.update(part);
      writeAll(descriptor, part);
    });
    if (bytes !== header.body.bytes || digest.digest('hex') !== header.body.sha256)
      throw new NaruError('backup-damaged', { file });
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Encrypts what goes along with a database by its key. */
export function carry(text: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', subKey(key, 'carried'), nonce);
  const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64');
}

/** @throws {NaruError} `backup-damaged` */
export function uncarry(carried: string, key: Buffer, file: string): string {
  const bytes = Buffer.from(carried, 'base64');
  try {
    const nonce = bytes.subarray(0, 12);
    const decipher = createDecipheriv('aes-256-gcm', subKey(key, 'carried'), nonce);
    decipher.setAuthTag(bytes.subarray(-16));
    const text = decipher.update(bytes.subarray(12, -16));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (error) {
    throw new NaruError('backup-damaged', { file }, error);
  }
}

function parseHeader(text: Buffer, file: string): Header {
  let raw: unknown;
  try {
    raw = JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new NaruError('backup-damaged', { file }, error);
  }
  const format = z.object({ format: z.number() }).safeParse(raw);
  if (format.success && format.data.format > 1)
    throw new NaruError('backup-newer', { file, format: format.data.format });
  const header = headerSchema.safeParse(raw);
  if (!header.success) throw new NaruError('backup-damaged', { file }, header.error);
  return header.data;
}

const subKey = (key: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `naru backup ${use} 1`, 32));

const macOf = (text: Buffer, key: Buffer): Buffer =>
  createHmac('sha256', subKey(key, 'header')).update(text).digest();

function readPart(file: string, at: number, length: number): Buffer {
  const parts: Buffer[] = [];
  let found: number;
  try {
    found = eachChunk(file, at, length, (part) => parts.push(Buffer.from(part)));
  } catch (error) {
    // A folder opens like a file and cannot be read like one.
    const detail = error instanceof Error ? error.message : String(error);
    throw new NaruError('file-unreadable', { name: basename(file), detail }, error);
  }
  if (found < length) throw new NaruError('backup-not-one', { file });
  return Buffer.concat(parts);
}

/** @returns how many bytes there were */
function eachChunk(file: string, at: number, length: number, take: (part: Buffer) => void): number {
  const buffer = Buffer.alloc(Math.min(chunk, Math.max(length, 1)));
  const descriptor = openSync(file, 'r');
  try {
    let done = 0;
    while (done < length) {
      const wanted = Math.min(buffer.byteLength, length - done);
      const read = readSync(descriptor, buffer, 0, wanted, at + done);
      if (read === 0) break;
      take(buffer.subarray(0, read));
      done += read;
    }
    return done;
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, part: Buffer): void {
  for (let done = 0; done < part.byteLength;)
    done += writeSync(descriptor, part, done, part.byteLength - done);
}
