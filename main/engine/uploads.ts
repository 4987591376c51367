import { randomBytes } from 'node:crypto';
import { largestFile, type IntakePreview } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CheckedFiling } from '../outbox/index.ts';

/** A file on its way in, held in memory until it is taken in or dropped. */
export interface Upload {
  id: string;
  name: string;
  bytes: Uint8Array;
  received: number;
  /** What the preview found, kept for the commit. */
  checked: { filings: CheckedFiling[]; preview: IntakePreview } | null;
}

/** The few files that may be on their way at the same time. */
export interface Uploads {
  begin(name: string, size: number): Upload;
  /** @throws {NaruError} `intake-gone` */
  get(id: string): Upload;
  write(id: string, offset: number, data: Uint8Array): number;
  drop(id: string): void;
}

const most = 4;

export function openUploads(): Uploads {
  const uploads = new Map<string, Upload>();
  function get(id: string): Upload {
    const upload = uploads.get(id);
    if (upload === undefined) throw new NaruError('intake-gone');
    return upload;
  }
  return {
    begin(name, size) {
      if (size > largestFile) throw fileTooLarge(name, size);
      if (size === 0) throw new NaruError('file-empty', { name });
      const [oldest] = uploads.keys();
      if (uploads.size >= most && oldest !== undefined) uploads.delete(oldest);
      const id = randomBytes(16).toString('hex');
      const upload = { id, name, bytes: new Uint8Array(size), received: 0, checked: null };
      uploads.set(id, upload);
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
    drop: (id) => void uploads.delete(id),
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
