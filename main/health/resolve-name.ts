import { lookup } from 'node:dns/promises';

export type Resolved = { ok: true; address: string } | { ok: false };

/** Looks a host's name up as a request would. Never rejects. */
export async function resolveName(host: string, timeoutMs: number): Promise<Resolved> {
  const late = Promise.withResolvers<Resolved>();
  // A look-up cannot be called off: it ends unheard.
  const timer = setTimeout(() => late.resolve({ ok: false }), timeoutMs);
  const found = lookup(host).then(
    ({ address }): Resolved => ({ ok: true, address }),
    (): Resolved => ({ ok: false }),
  );
  try {
    return await Promise.race([found, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
