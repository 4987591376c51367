import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { z } from 'zod';
import type { ClientCertificate, ShownCertificate } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { readProxyAddress, readProxyRules } from '../central/proxy-rules.ts';
import { isOnThisComputer, type Hop, type Outward } from '../central/outward.ts';
import { ProxyError } from '../central/tunnel.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { HostLine } from './host-line.ts';

export interface OutwardOptions {
  settings: ConnectionSettings;
  /** Whom alone the client certificate is shown; `null` where there is no such address. */
  gateway: URL | null;
  resolveProxy: HostLine['resolveProxy'];
  /** Believed besides the well-known authorities; asked when TLS is first spoken. */
  authorities(): readonly string[];
}

/** How connections leave this computer by what the office has set. */
export function openOutward(options: OutwardOptions): Outward {
  const { settings, gateway } = options;
  const ca = once(() => [
    ...tls.rootCertificates,
    ...options.authorities(),
    ...(settings.authorities?.pem ?? []),
  ]);
  const plain = once(() => tls.createSecureContext({ ca: ca() }));
  const certificate = settings.certificate;
  const known =
    certificate === null
      ? plain
      : once(() => tls.createSecureContext({ ca: ca(), ...contentOf(certificate) }));
  return {
    hops: hopsOf(options),
    context: (url) => (url.origin === gateway?.origin ? known() : plain()),
  };
}

function hopsOf({ settings: { proxy }, resolveProxy }: OutwardOptions): Outward['hops'] {
  switch (proxy.is) {
    case 'none':
      return null;
    case 'address': {
      const { address, user, password } = proxy;
      const hop = readProxyAddress(address, user === '' ? null : { user, password });
      return async (url) => (isOnThisComputer(url) ? straight : hop === null ? [] : [hop]);
    }
    case 'system':
      if (resolveProxy === null) return null;
      return async (url) => {
        if (isOnThisComputer(url)) return straight;
        // The origin is all that a PAC file may see: keys stand behind it.
        const rules = await resolveProxy(url.origin).catch((error: unknown) => {
          throw new ProxyError('proxy', String(error));
        });
        return readProxyRules(rules);
      };
  }
}

const straight: readonly Hop[] = [{ is: 'direct' }];

/** @throws {NaruError} `certificate-unreadable`, where file and passphrase do not open each other */
export function showCertificate(certificate: ClientCertificate): ShownCertificate {
  try {
    const context = tls.createSecureContext(contentOf(certificate));
    const own = ownCertificate(certificate, context);
    if (own === null) return { name: certificate.name, particulars: null };
    const { subject, issuer, validTo } = own;
    return { name: certificate.name, particulars: { subject, issuer, validTo } };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new NaruError('certificate-unreadable', { name: certificate.name, detail }, error);
  }
}

function contentOf(certificate: ClientCertificate): tls.SecureContextOptions {
  const { passphrase } = certificate;
  return certificate.is === 'pfx'
    ? { pfx: Buffer.from(certificate.pfx, 'base64'), passphrase }
    : {
        cert: Buffer.from(certificate.certificate, 'base64'),
        key: Buffer.from(certificate.key, 'base64'),
        passphrase,
      };
}

/** What Node opened of a PKCS#12 file; there is no documented way to its certificate. */
const openedSchema = z.object({ getCertificate: z.function() });

/** `null` where it cannot be looked at; it works all the same. */
function ownCertificate(
  certificate: ClientCertificate,
  { context }: tls.SecureContext,
): X509Certificate | null {
  if (certificate.is === 'pem')
    return new X509Certificate(Buffer.from(certificate.certificate, 'base64'));
  const opened = openedSchema.safeParse(context);
  if (!opened.success) return null;
  const der: unknown = Reflect.apply(opened.data.getCertificate, context, []);
  return Buffer.isBuffer(der) ? new X509Certificate(der) : null;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
