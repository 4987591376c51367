import type { Mode } from '../../shared/sync/sync-state.ts';
import type { DataFolder } from '../store/index.ts';
import type { Session } from './session.ts';

/** Of a session what counts here. */
type Closable = Pick<Session, 'mode' | 'close'>;

export interface PresentOptions<Held extends Closable> {
  folder: Pick<DataFolder, 'mode' | 'rememberMode'>;
  /** Opens and starts the office's own session. */
  open(mode: Mode): Promise<Held>;
  /** Resolves when nothing reads the data beside the session any more. */
  untilUnread(): Promise<void>;
  /** Another session is the present one; the one before is closed soon, or closed. */
  onEntered(): void;
  /** Nothing is open any more: the process ends, and its host starts it again or tells why not. */
  onFault(error: unknown): void;
}

/** The one session that everybody works on, and how another takes its place; each within the line. */
export interface PresentSession<Held extends Closable> {
  session(): Held;
  /** Opens the session of another mode; where that fails, the one before works on. */
  enter(mode: Mode): Promise<void>;
  /** As `Engaged.enterAgain`. */
  enterAgain(between?: () => void): Promise<void>;
  enterDrill(drill: Held): Promise<void>;
  /** Back to the office's own session. */
  leaveDrill(): Promise<void>;
}

export function presentSession<Held extends Closable>(
  first: Held,
  options: PresentOptions<Held>,
): PresentSession<Held> {
  const { folder, open, untilUnread, onEntered, onFault } = options;
  let session = first;

  async function openOrEnd(mode: Mode): Promise<void> {
    try {
      session = await open(mode);
    } catch (error) {
      onFault(error);
      throw error;
    }
    onEntered();
  }
  return {
    session: () => session,
    async enter(mode) {
      if (mode === session.mode) return;
      const before = session;
      const next = await open(mode);
      try {
        folder.rememberMode(mode);
      } catch (error) {
        await next.close();
        throw error;
      }
      session = next;
      onEntered();
      await before.close();
    },
    async enterAgain(between = () => {}) {
      const { mode } = session;
      await untilUnread();
      await session.close();
      const done = attempted(between);
      await openOrEnd(mode);
      done();
    },
    async enterDrill(drill) {
      const before = session;
      session = drill;
      onEntered();
      await before.close();
    },
    leaveDrill: () => openOrEnd(folder.mode),
  };
}

/** Does it now; the function that is returned tells how it ended. */
function attempted(work: () => void): () => void {
  try {
    work();
    return () => {};
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
