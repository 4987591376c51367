import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Certificates as an authority of the tests issues them: X.509 version 3 in DER, P-256. */

export interface Issued {
  subject: string;
  /** The certificate, PEM. */
  pem: string;
  /** Its private key, PEM. */
  key: string;
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (...bytes: readonly number[]): Buffer => der(0x02, Buffer.from(bytes));
const yes = der(0x01, Buffer.from([0xff]));
const oids = {
  ecdsaWithSha256: der(0x06, Buffer.from('2a8648ce3d040302', 'hex')),
  commonName: der(0x06, Buffer.from('550403', 'hex')),
  basicConstraints: der(0x06, Buffer.from('551d13', 'hex')),
  subjectAltName: der(0x06, Buffer.from('551d11', 'hex')),
};
const named = (name: string): Buffer =>
  sequence(der(0x31, sequence(oids.commonName, der(0x0c, Buffer.from(name)))));
const time = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));
const extension = (oid: Buffer, ...content: readonly Buffer[]): Buffer =>
  sequence(oid, yes, der(0x04, sequence(...content)));

let serial = 0;

/** @param by who vouches for it; itself where left out */
export function issue(
  subject: string,
  of: { isAuthority: boolean; host?: string; from?: Date; to?: Date },
  by?: Issued,
): Issued {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 86_400_000;
  const from = of.from ?? new Date(Date.now() - day);
  const to = of.to ?? new Date(Date.now() + 30 * day);
  serial += 1;
  const algorithm = sequence(oids.ecdsaWithSha256);
  const content = sequence(
    der(0xa0, integer(2)),
    integer(serial),
    algorithm,
    named(by?.subject ?? subject),
    sequence(time(from), time(to)),
    named(subject),
    own.publicKey.export({ format: 'der', type: 'spki' }),
    der(
      0xa3,
      sequence(
        extension(oids.basicConstraints, ...(of.isAuthority ? [yes] : [])),
        ...(of.host === undefined
          ? []
          : [extension(oids.subjectAltName, der(0x82, Buffer.from(of.host)))]),
      ),
    ),
  );
  const signer: KeyObject = by === undefined ? own.privateKey : createPrivateKey(by.key);
  const signature = sign('sha256', content, signer);
  const whole = sequence(content, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    subject,
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: own.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}
