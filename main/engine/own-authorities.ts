import { X509Certificate } from 'node:crypto';
import type { ShownAuthority } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { EpochMs } from '../../shared/time.ts';

/** Most certificates of one file: far more than any office has, and no strain to read. */
const mostAuthorities = 300;

const block =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/**
 * Certificates (PEM) of an office's own authorities, as the file holds them: PEM with any number of
 * them, or a single one as DER. What else lies in the file, a key among it, is left there.
 * @throws {NaruError} `authorities-unreadable`, `authority-is-none` where one may not vouch for others,
 *   `authority-out-of-date`
 */
export function readAuthorities(name: string, bytes: Uint8Array, now: EpochMs): string[] {
  const found = certificatesIn(name, bytes);
  if (found.length > mostAuthorities)
    throw new NaruError('authorities-unreadable', { name, detail: `> ${mostAuthorities}` });
  for (const certificate of found) {
    const subject = subjectOf(certificate);
    if (!certificate.ca) throw new NaruError('authority-is-none', { name, subject });
    const { validFromDate: from, validToDate: to } = certificate;
    if (from.getTime() > now || to.getTime() < now)
      throw new NaruError('authority-out-of-date', { name, subject, from: day(from), to: day(to) });
  }
  return [...new Set(found.map((certificate) => certificate.toString()))];
}

function certificatesIn(name: string, bytes: Uint8Array): X509Certificate[] {
  const parts = Buffer.from(bytes).toString('latin1').match(block) ?? [];
  try {
    if (parts.length === 0) return [new X509Certificate(bytes)];
    return parts.map((part) => new X509Certificate(part));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new NaruError('authorities-unreadable', { name, detail }, error);
  }
}

/** What a person knows a kept one by. */
export function showAuthority(pem: string): ShownAuthority {
  const certificate = new X509Certificate(pem);
  return { subject: subjectOf(certificate), validTo: day(certificate.validToDate) };
}

const subjectOf = ({ subject }: X509Certificate): string => subject.split('\n').join(', ');
const day = (date: Date): string => date.toISOString().slice(0, 10);
