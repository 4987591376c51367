/** What `manifest.sig` says; all in hex. */
export interface PackSignature {
  /** Of the manifest's bytes: tells a changed manifest from a changed signature. */
  manifestSha256: string;
  publicKey: string;
  signature: string;
}

const shape =
  /^naru-evidence-signature 1\nmanifest-sha256 ([0-9a-f]{64})\npublic-key ([0-9a-f]{64})\nsignature ([0-9a-f]{128})\n$/;

export const signatureText = ({ manifestSha256, publicKey, signature }: PackSignature): string =>
  [
    'naru-evidence-signature 1',
    `manifest-sha256 ${manifestSha256}`,
    `public-key ${publicKey}`,
    `signature ${signature}`,
    '',
  ].join('\n');

/** `null` where it is not exactly of this form: one text, one meaning. */
export function readSignature(text: string): PackSignature | null {
  const [, manifestSha256, publicKey, signature] = shape.exec(text) ?? [];
  if (manifestSha256 === undefined || publicKey === undefined || signature === undefined)
    return null;
  return { manifestSha256, publicKey, signature };
}

/** Bytes of a text of pairs of hexadecimal digits. */
export function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/**
 * A key's fingerprint (지문) as people compare it: 32 digits in groups of four.
 * @param sha256 of the key's 32 bytes, hex
 */
export const fingerprintOf = (sha256: string): string =>
  (sha256.slice(0, 32).toUpperCase().match(/..../g) ?? []).join(' ');

/** The same, however it was typed in. */
export const plainFingerprint = (text: string): string =>
  text.replaceAll(/[^0-9a-fA-F]/g, '').toUpperCase();
