import { randomBytes } from 'node:crypto';
import { largestFile } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { Reader, ReaderView } from '../intake/index.ts';

/** A file on its way in, held until it is taken in or dropped. */
export interface Upload {
  id: string;
  name: string;
  size: number;
  received: number;
  /** What has come of it; empty once the reader has it. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Reads it, and keeps it open; `null` before the first look. */
  reader: Reader | null;
  /** The first reading, from when it begins. */
  opening: Promise<ReaderView> | null;
  /** As it was last checked. */
  view: ReaderView | null;
  isStoring: boolean;
  isCancelled: boolean;
}

/** The few files that may be on their way at the same time. */
export interface Uploads {
  begin(name: string, size: number): Upload;
  /** @throws {NaruError} `intake-gone` */
  get(id: string): Upload;
  write(id: string, offset: number, data: Uint8Array): number;
  /** Forgets a file, and ends what reads it. */
  drop(id: string): void;
  close(): void;
}

const most = 8;

export function openUploads(): Uploads {
  const uploads = new Map<string, Upload>();
  function get(id: string): Upload {
    const upload = uploads.get(id);
    if (upload === undefined) throw new NaruError('intake-gone');
    return upload;
  }
  function drop(id: string): void {
    const upload = uploads.get(id);
    uploads.delete(id);
    if (upload === undefined) return;
    upload.isCancelled = true;
    upload.reader?.close();
  }
  return {
    begin(name, size) {
      if (size > largestFile) throw fileTooLarge(name, size);
      if (size === 0) throw new NaruError('file-empty', { name });
      const oldest = [...uploads.values()].find(({ isStoring }) => !isStoring);
      if (uploads.size >= most && oldest !== undefined) drop(oldest.id);
      const upload: Upload = {
        id: randomBytes(16).toString('hex'),
        name,
        size,
        received: 0,
        bytes: new Uint8Array(size),
        reader: null,
        opening: null,
        view: null,
        isStoring: false,
        isCancelled: false,
      };
      uploads.set(upload.id, upload);
      return upload;
    },
    get,
    write(id, offset, data) {
      const upload = get(id);
      if (offset !== upload.received || offset + data.byteLength > upload.bytes.byteLength)
        throw new NaruError('wrong-input', { detail: `offset ${offset}` });
      upload.bytes.set(data, offset);
      upload.received += data.byteLength;
      return upload.received;
    },
    drop,
    close() {
      for (const id of uploads.keys()) drop(id);
    },
  };
}

/** The error of a file over the limit. @param size in bytes */
export function fileTooLarge(name: string, size: number): NaruError {
  return new NaruError('file-too-large', {
    name,
    size: Math.ceil(size / 1_048_576),
    limit: Math.floor(largestFile / 1_048_576),
  });
}
