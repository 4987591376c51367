import { z } from 'zod';
import { causeSchema } from '../filing/attempts.ts';

const nothing = z.strictObject({});

/** Which way out of the office: the system's own proxy settings, none, or a proxy by its address. */
export const proxyWays = ['system', 'none', 'address'] as const;

export const proxyChoiceSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('system') }),
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({
    is: z.literal('address'),
    /** E.g. `http://proxy.office:8080`; also `https:` and `socks5:`. */
    address: z
      .string()
      .regex(/^(https?|socks5):\/\/[^\s/@?#]+\/?$/)
      .max(300),
    user: z.string().trim().max(100),
    /** `null` keeps the password that is stored. */
    password: z.string().max(200).nullable(),
  }),
]);

/** Larger than any certificate with its key. */
const file = z.base64().min(1).max(100_000);
const passphrase = z.string().max(200);
const fileName = z.string().min(1).max(200);

/** A client certificate (클라이언트 인증서) as its files hold it. */
export const clientCertificateSchema = z.discriminatedUnion('is', [
  /** PKCS#12: certificate and key in one file, `.pfx` or `.p12`. */
  z.strictObject({ is: z.literal('pfx'), name: fileName, pfx: file, passphrase }),
  z.strictObject({
    is: z.literal('pem'),
    name: fileName,
    certificate: file,
    key: file,
    passphrase,
  }),
]);
export type ClientCertificate = z.output<typeof clientCertificateSchema>;

/** Certificates of own authorities as their file holds them: PEM, or one as DER. */
const authorityFileSchema = z.strictObject({
  name: fileName,
  file: z.base64().min(1).max(1_000_000),
});

/** What of an authority a person knows it by; the day as `yyyy-mm-dd`. */
const shownAuthoritySchema = z.strictObject({ subject: z.string(), validTo: z.string() });
export type ShownAuthority = z.output<typeof shownAuthoritySchema>;

/** What of a certificate a person knows it by. */
const shownCertificateSchema = z.strictObject({
  name: z.string(),
  /** `null` where the file cannot be looked into, though it can be used. */
  particulars: z
    .strictObject({ subject: z.string(), issuer: z.string(), validTo: z.string() })
    .nullable(),
});
export type ShownCertificate = z.output<typeof shownCertificateSchema>;

export const connectionViewSchema = z.strictObject({
  proxy: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('system') }),
    z.strictObject({ is: z.literal('none') }),
    z.strictObject({
      is: z.literal('address'),
      address: z.string(),
      user: z.string(),
      hasPassword: z.boolean(),
    }),
  ]),
  /** Whether this host can ask the system for its proxies; elsewhere `system` means none. */
  knowsSystemProxy: z.boolean(),
  /** How many authorities the system believes besides the well-known ones. */
  systemAuthorities: z.number().int().nonnegative(),
  /** The office's own authorities (사내 인증기관), believed besides all others. */
  authorities: z
    .strictObject({ name: z.string(), holds: z.array(shownAuthoritySchema) })
    .nullable(),
  certificate: shownCertificateSchema.nullable(),
});
export type ConnectionView = z.output<typeof connectionViewSchema>;

/** Calls about the way out of this computer: proxy and certificates. */
export const connectionCalls = {
  'connection.get': { input: nothing, output: connectionViewSchema },
  'connection.setProxy': { input: proxyChoiceSchema, output: nothing },
  /** `null` shows no certificate any more. */
  'connection.setCertificate': {
    input: z.strictObject({ certificate: clientCertificateSchema.nullable() }),
    output: nothing,
  },
  /** `null` believes no own ones any more. */
  'connection.setAuthorities': {
    input: z.strictObject({ authorities: authorityFileSchema.nullable() }),
    output: nothing,
  },
  /** Connects to the gateway, TLS included, and hangs up; nothing counts at its limits. */
  'connection.try': {
    input: nothing,
    output: z.strictObject({
      /** The proxies that were to be tried, in that order, e.g. `http://proxy:8080`; empty: straight. */
      by: z.array(z.string()),
      /** Why it failed; `null` where the gateway was reached. */
      cause: causeSchema.nullable(),
    }),
  },
} as const;
