import { createContext, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { EngineClient } from '../../shared/contract/index.ts';
import type { SyncState } from '../../shared/sync/sync-state.ts';
import type { ChangedFilings, EngineState, Session } from './session.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of SessionContext');
  return session;
}

export function useEngine(): EngineClient {
  return useSession().client;
}

export function useEngineState<T>(select: (state: EngineState) => T): T {
  return useStore(useSession().store, select);
}

/** A part of the sync state; to be used where the engine has spoken at least once. */
export function useSync<T>(select: (sync: SyncState) => T): T {
  return useEngineState((state) => {
    if (state.sync === null) throw new Error('useSync before the engine has spoken');
    return select(state.sync);
  });
}

export function useFilingChanges(handler: (ids: ChangedFilings) => void): void {
  const session = useSession();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => session.onFilings((ids) => latest.current(ids)), [session]);
}
