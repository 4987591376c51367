import type { EngineEvent } from '../../shared/contract/index.ts';
import { engineEventSchema } from '../../shared/contract/index.ts';
import type { Port, Relay } from '../../shared/port/index.ts';
import { syncStateSchema, type SyncState } from '../../shared/sync/sync-state.ts';
import { createWindowFace } from './window-face.ts';

/** The desktop host as a face of the engine: what the tray and the notices go by. */
export interface EngineWatch {
  /** `null` before the engine has spoken, and while there is none. */
  sync(): SyncState | null;
  isUp(): boolean;
  /** The engine came up, for the first time or again. */
  up(): void;
}

export interface EngineWatchOptions {
  relay: Relay;
  /** The state, or whether the engine is up, has changed. */
  onChange(): void;
  onEvent(event: EngineEvent): void;
}

export function watchEngine({ relay, onChange, onEvent }: EngineWatchOptions): EngineWatch {
  let sync: SyncState | null = null;
  let isUp = true;

  function hear(event: EngineEvent): void {
    if (event.topic === 'sync') sync = event.state;
    if (event.topic === 'fatal') {
      sync = null;
      isUp = false;
    }
    if (event.topic === 'sync' || event.topic === 'fatal') onChange();
    onEvent(event);
  }
  /** A line that the engine's end closes; the next engine is asked anew over another. */
  function connect(): void {
    const face = createWindowFace((event) => {
      const known = engineEventSchema.safeParse(event);
      if (known.success) hear(known.data);
    });
    relay.addFace(face.port);
    void ask(face.call, face.port);
  }
  async function ask(call: ReturnType<typeof createWindowFace>['call'], port: Port): Promise<void> {
    let isOpen = true;
    port.onClose(() => {
      isOpen = false;
    });
    const answer = await call('sync.get', {});
    if (!isOpen || !answer.ok) return;
    const state = syncStateSchema.safeParse(answer.value);
    if (state.success) hear({ topic: 'sync', state: state.data });
  }
  connect();

  return {
    sync: () => sync,
    isUp: () => isUp,
    up() {
      if (isUp) return;
      isUp = true;
      onChange();
      connect();
    },
  };
}
