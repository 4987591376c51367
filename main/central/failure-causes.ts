import type { Cause } from '../../shared/filing/attempts.ts';
import { ProxyError } from './tunnel.ts';

/** Why we gave up ourselves, where we did. */
type Stopped = 'timeout' | 'cancelled-by-us' | null;

/** The cause where the connection never stood. `reached`: TCP stood, so what failed was TLS. */
export function notSentCause(error: unknown, reached: boolean, stopped: Stopped): Cause {
  if (stopped === 'cancelled-by-us') return 'cancelled-by-us';
  if (stopped === 'timeout') return 'connect-timeout';
  if (error instanceof ProxyError)
    return error.side === 'proxy' ? 'proxy-failed' : 'connection-refused';
  if (reached) return 'tls-failed';
  const codes = errorCodes(error);
  // A host with several addresses fails with several codes; a refusal says the most.
  if (codes.some((code) => code === 'ECONNREFUSED' || code === 'ECONNRESET'))
    return 'connection-refused';
  if (codes.some((code) => code === 'ENOTFOUND' || code.startsWith('EAI_')))
    return 'name-not-resolved';
  if (codes.includes('ETIMEDOUT')) return 'connect-timeout';
  return 'no-route';
}

/** The cause where the connection stood and no whole answer came. `headSeen`: the answer had begun. */
export function brokenCause(error: unknown, headSeen: boolean, stopped: Stopped): Cause {
  if (stopped !== null) return stopped;
  const codes = errorCodes(error);
  if (codes.includes('ETIMEDOUT')) return 'timeout';
  if (codes.includes('HPE_INVALID_EOF_STATE')) return 'cut-off';
  // Not HTTP, a head or a body beyond all measure, a compression that is none.
  const nonsense = /^(HPE_|Z_|ERR__ERROR_|ERR_BAD_RESPONSE$)/;
  if (codes.some((code) => nonsense.test(code))) return 'unexpected-answer';
  return headSeen ? 'cut-off' : 'connection-reset';
}

/** The codes of an error and of the errors inside it. */
function errorCodes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(errorCodes) : [];
  return [...own, ...inner, ...errorCodes(error.cause)];
}
