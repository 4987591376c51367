import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may in: one-time tokens, exchanged for sessions that last as long as the host. */
export interface Entry {
  /** Makes a token; the one before it is void. */
  newToken(): string;
  /** A new session for the token, which is used up; `null` where it is not the one. */
  exchange(token: string): string | null;
  isSession(session: string): boolean;
}

const secretBytes = 32;
const mostSessions = 16;

export function createEntry(): Entry {
  let token: Buffer | null = null;
  const sessions: Buffer[] = [];

  return {
    newToken() {
      const text = secret();
      token = digest(text);
      return text;
    },
    exchange(text) {
      if (token === null || !timingSafeEqual(token, digest(text))) return null;
      token = null;
      const session = secret();
      sessions.push(digest(session));
      if (sessions.length > mostSessions) sessions.shift();
      return session;
    },
    isSession(text) {
      const given = digest(text);
      let found = false;
      // All are compared, so that the time taken tells nothing.
      for (const session of sessions) found = timingSafeEqual(session, given) || found;
      return found;
    },
  };
}

function secret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** Of equal length for texts of any length, as `timingSafeEqual` wants it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
