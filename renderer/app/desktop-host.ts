import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import {
  hostAnswerSchema,
  hostCalls,
  hostEventSchema,
  type HostCallName,
  type HostEvent,
  type HostInput,
  type HostOutput,
  type HostRemark,
} from '../../shared/desktop/host-calls.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import type { NaruBridge } from '../../shared/port/index.ts';

/** The desktop host, where it shows the page; a browser has none. */
export interface DesktopHost {
  /** @throws {NaruError} with the host's problem */
  call<Name extends HostCallName>(name: Name, input: HostInput<Name>): Promise<HostOutput<Name>>;
  subscribe(handler: (event: HostEvent) => void): () => void;
}

export function connectHost(bridge: NaruBridge['host']): DesktopHost {
  return {
    async call(name, input) {
      const answer = hostAnswerSchema.safeParse(await bridge.call(name, input));
      if (!answer.success) throw new NaruError('internal', { detail: name });
      if (!answer.data.ok)
        throw new NaruError(answer.data.problem.code, answer.data.problem.params);
      return outputs[name].parse(answer.data.value);
    },
    subscribe: (handler) =>
      bridge.subscribe((event) => {
        const known = hostEventSchema.safeParse(event);
        if (known.success) handler(known.data);
      }),
  };
}

const outputs: { [Name in HostCallName]: { parse(value: unknown): HostOutput<Name> } } = {
  'desktop.get': hostCalls['desktop.get'].output,
  'desktop.set': hostCalls['desktop.set'].output,
  'desktop.language': hostCalls['desktop.language'].output,
  'desktop.network': hostCalls['desktop.network'].output,
  'desktop.nextFile': hostCalls['desktop.nextFile'].output,
  'desktop.endNow': hostCalls['desktop.endNow'].output,
};

/** `null` in a browser. */
export const desktopHost: DesktopHost | null =
  globalThis.naru === undefined ? null : connectHost(globalThis.naru.host);

interface HostState {
  /** What happened to the program, until it is put away. */
  remark: HostRemark | null;
  /** Seconds that the end waits at most; `null` while nothing ends. */
  endsWithin: number | null;
  /** Counts up whenever files wait. */
  filesAt: number;
  /** Why a file that was opened with Naru could not be taken, until it is put away. */
  refused: Problem | null;
}

const store = createStore<HostState>(() => ({
  remark: null,
  endsWithin: null,
  filesAt: 0,
  refused: null,
}));

export function useHostState<T>(select: (state: HostState) => T): T {
  return useStore(store, select);
}

export const putRemarkAway = (): void => store.setState({ remark: null });
export const tellRefused = (refused: Problem | null): void => store.setState({ refused });

/** Hears the host from the first moment; screens may come later. */
export function followHost(host: DesktopHost): void {
  host.subscribe((event) => {
    switch (event.is) {
      case 'go':
        location.hash = event.address;
        return;
      case 'files':
        return store.setState(({ filesAt }) => ({ filesAt: filesAt + 1 }));
      case 'remark':
        return store.setState({ remark: event.remark });
      case 'ending':
        return store.setState({ endsWithin: event.seconds });
    }
  });
  // The main process has no such event of its own; it is passed on as a hint.
  const onNetwork = (): void => void host.call('desktop.network', {}).catch(() => undefined);
  globalThis.addEventListener('online', onNetwork);
  globalThis.addEventListener('offline', onNetwork);
}
