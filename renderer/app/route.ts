import { useSyncExternalStore } from 'react';
import { views, type View } from '../../shared/contract/view.ts';
import { isHelpPage, type HelpPage } from '../../shared/help/help-pages.ts';
import { filingIdSchema, type FilingId } from '../../shared/filing/numbers.ts';

export type Route =
  | { screen: 'overview' }
  | { screen: 'filings'; view: View; open: FilingId | null }
  /** Filings that an incident affected. */
  | { screen: 'affected'; incident: number; open: FilingId | null }
  | { screen: 'recheck'; open: FilingId | null }
  | { screen: 'pccc' }
  | { screen: 'deadlines' }
  | { screen: 'incidents'; open: number | null }
  /** What the authority ordered; one that is open by its number. */
  | { screen: 'directives'; open: number | null }
  /** Filings without an answer, and what differs from customs. */
  | { screen: 'unanswered' }
  | { screen: 'stray' }
  | { screen: 'health' }
  | { screen: 'evidence' }
  | { screen: 'backup' }
  | { screen: 'drafts' }
  | { screen: 'editor'; draft: number }
  /** Declarations on paper: filings, or one that is still being typed. */
  | { screen: 'print'; ids: readonly FilingId[] }
  | { screen: 'print-draft'; draft: number }
  | { screen: 'intake' }
  /** Drills (훈련), or one score sheet. */
  | { screen: 'drills'; sheet: string | null }
  /** What is stored of persons, the key, and the lock of the screen. */
  | { screen: 'privacy' }
  | { screen: 'settings' }
  /** The program itself (프로그램 상태). */
  | { screen: 'program' }
  /** Pages for an office (도움말). */
  | { screen: 'help'; page: HelpPage };

/** The address of a screen, as the part after `#`, so that it works under any host. */
export function addressOf(route: Route): string {
  if (route.screen === 'overview') return '#/';
  if (route.screen === 'editor') return `#/editor/${route.draft}`;
  if (route.screen === 'print') return `#/print?ids=${route.ids.join(',')}`;
  if (route.screen === 'print-draft') return `#/print?draft=${route.draft}`;
  if (route.screen === 'incidents')
    return `#/incidents${route.open === null ? '' : `/${route.open}`}`;
  if (route.screen === 'directives')
    return `#/directives${route.open === null ? '' : `/${route.open}`}`;
  if (route.screen === 'affected')
    return `#/affected/${route.incident}${route.open === null ? '' : `/${route.open}`}`;
  if (route.screen === 'help') return `#/help/${route.page}`;
  if (route.screen === 'drills') return `#/drills${route.sheet === null ? '' : `/${route.sheet}`}`;
  if (route.screen !== 'filings' && route.screen !== 'recheck') return `#/${route.screen}`;
  const list = route.screen === 'filings' ? `filings/${route.view}` : route.screen;
  return `#/${list}${route.open === null ? '' : `/${route.open}`}`;
}

export function readAddress(hash: string): Route {
  const [path = '', query] = hash.replace(/^#\//, '').split('?');
  const [screen = '', ...rest] = path.split('/');
  const plain = plainScreens.find((candidate) => candidate === screen);
  if (plain !== undefined) return { screen: plain };
  if (screen === 'editor') {
    const draft = readId(rest[0]);
    return draft === null ? { screen: 'drafts' } : { screen, draft };
  }
  if (screen === 'print') return readPrint(new URLSearchParams(query));
  if (screen === 'incidents') return { screen, open: readId(rest[0]) };
  if (screen === 'affected') {
    const incident = readId(rest[0]);
    return incident === null
      ? { screen: 'incidents', open: null }
      : { screen, incident, open: readId(rest[1]) };
  }
  if (screen === 'directives') return { screen, open: readId(rest[0]) };
  if (screen === 'drills') return { screen, sheet: rest[0] ?? null };
  if (screen === 'help') {
    const [page = ''] = rest;
    return { screen, page: isHelpPage(page) ? page : 'first-day' };
  }
  if (screen === 'recheck') return { screen, open: readId(rest[0]) };
  if (screen !== 'filings') return { screen: 'overview' };
  const view = views.find((candidate) => candidate === rest[0]) ?? 'all';
  return { screen, view, open: readId(rest[1]) };
}

/** Screens whose address is their name. */
const plainScreens = [
  'pccc',
  'deadlines',
  'unanswered',
  'stray',
  'health',
  'evidence',
  'backup',
  'drafts',
  'intake',
  'privacy',
  'settings',
  'program',
] as const;

function readPrint(query: URLSearchParams): Route {
  const draft = readId(query.get('draft') ?? undefined);
  if (draft !== null) return { screen: 'print-draft', draft };
  const ids = (query.get('ids') ?? '').split(',').map(readId);
  return { screen: 'print', ids: ids.filter((id) => id !== null) };
}

function readId(text: string | undefined): FilingId | null {
  const id = filingIdSchema.safeParse(Number(text));
  return id.success ? id.data : null;
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
