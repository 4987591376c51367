import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';

/**
 * Certificates (PEM) of the authorities that this computer's system believes besides the well-known
 * ones: among them an office's own, by which its gate reads along. Read once a process, since some
 * systems take their time.
 */
export function systemAuthorities(): readonly string[] {
  known ??= readable(ask());
  return known;
}

let known: readonly string[] | null = null;

function ask(): readonly string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    // Without the system's, the well-known ones are believed.
    return [];
  }
}

/** One that cannot be read would spoil all others. */
function readable(certificates: readonly string[]): string[] {
  const wellKnown = new Set(tls.rootCertificates);
  return [...new Set(certificates)].filter((pem) => {
    if (wellKnown.has(pem)) return false;
    try {
      return new X509Certificate(pem).raw.length > 0;
    } catch {
      return false;
    }
  });
}
