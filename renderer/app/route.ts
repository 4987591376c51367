import { useSyncExternalStore } from 'react';
import { views, type View } from '../../shared/contract/view.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';

export type Route =
  | { screen: 'overview' }
  | { screen: 'filings'; view: View; open: FilingId | null }
  | { screen: 'intake' }
  | { screen: 'settings' };

/** The address of a screen, as the part after `#`, so that it works under any host. */
export function addressOf(route: Route): string {
  if (route.screen === 'overview') return '#/';
  if (route.screen !== 'filings') return `#/${route.screen}`;
  return `#/filings/${route.view}${route.open === null ? '' : `/${route.open}`}`;
}

export function readAddress(hash: string): Route {
  const [screen, view, id] = hash.replace(/^#\//, '').split('/');
  if (screen === 'intake' || screen === 'settings') return { screen };
  if (screen !== 'filings') return { screen: 'overview' };
  const open = filingIdSchema.safeParse(Number(id));
  return {
    screen: 'filings',
    view: views.find((candidate) => candidate === view) ?? 'all',
    open: open.success ? open.data : null,
  };
}

export function goTo(route: Route): void {
  location.hash = addressOf(route);
}

/** As `goTo`, without a step in the history of its own. */
export function replaceRoute(route: Route): void {
  history.replaceState(null, '', addressOf(route));
  globalThis.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return readAddress(hash);
}

function subscribe(listener: () => void): () => void {
  globalThis.addEventListener('hashchange', listener);
  return () => globalThis.removeEventListener('hashchange', listener);
}
