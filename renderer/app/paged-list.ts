import type { Problem } from '../../shared/errors.ts';
import { problemOf } from './session.ts';

/** Rows fetched at a time. */
export const pageSize = 100;
/** Least milliseconds between two refreshes, so that a busy outbox does not turn into a busy list. */
const restMs = 300;

/** What names a row, whatever else about it changes. */
export type RowId = number | string;

/** What a list shows. */
export interface ListState<Row extends { id: RowId }> {
  rows: readonly Row[];
  indexById: ReadonlyMap<Row['id'], number>;
  /** How many there are in all; `null` while unknown, and where that is not counted. */
  total: number | null;
  /** Whether there is more to fetch. */
  more: boolean;
  /** The first page has come. */
  ready: boolean;
  problem: Problem | null;
}

/**
 * A list that is fetched page by page as it is scrolled through. Changes are fetched for the pages
 * in sight; the others are fetched again when they come into sight.
 */
export interface PagedList<Row extends { id: RowId }> {
  getState(): ListState<Row>;
  subscribe(listener: () => void): () => void;
  /** Tells which rows are in sight; fetches what is missing there. */
  show(first: number, last: number): void;
  /** Rows may have changed. */
  invalidate(): void;
  close(): void;
}

/** One page as the engine gives it; `total` where it counts. */
export interface FetchedPage<Row> {
  rows: readonly Row[];
  next: string | null;
  total?: number | null;
}

interface Page<Row> extends FetchedPage<Row> {
  after: string | null;
  stale: boolean;
}

export function openPagedList<Row extends { id: RowId }>(
  fetchPage: (after: string | null) => Promise<FetchedPage<Row>>,
): PagedList<Row> {
  const listeners = new Set<() => void>();
  let pages: Page<Row>[] = [];
  let state: ListState<Row> = emptyState();
  let sight = { first: 0, last: pageSize - 1 };
  let working = false;
  let closed = false;
  let wanted = false;

  function publish(change: Partial<ListState<Row>>): void {
    if (closed) return;
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function publishRows(total: number | null = null): void {
    const { rows, indexById } = flatten(pages, state);
    const more = pages.at(-1)?.next !== null;
    publish({ rows, indexById, total, more, ready: true, problem: null });
  }

  async function refreshPage(index: number): Promise<void> {
    const page = pages[index];
    if (page === undefined) return;
    const { rows, next, total } = await fetchPage(page.after);
    pages = withPage(pages, index, { after: page.after, rows, next, stale: false });
    publishRows(total);
  }

  async function addPage(): Promise<void> {
    const after = pages.at(-1)?.next ?? null;
    const { rows, next, total } = await fetchPage(after);
    pages = [...pages, { after, rows, next, stale: false }];
    publishRows(total);
  }

  /** The next page to fetch: one in sight that is stale, or the one after the last. */
  function nextTask(): (() => Promise<void>) | null {
    if (closed) return null;
    let start = 0;
    for (const [index, page] of pages.entries()) {
      const end = start + page.rows.length;
      const inSight = start <= sight.last && end >= sight.first;
      if (page.stale && inSight) return () => refreshPage(index);
      start = end;
    }
    const atEnd = pages.length === 0 || (pages.at(-1)?.next !== null && sight.last >= start - 20);
    return atEnd ? addPage : null;
  }

  async function work(): Promise<void> {
    if (working) {
      wanted = true;
      return;
    }
    working = true;
    try {
      for (let task = nextTask(); task !== null; task = nextTask()) await task();
    } catch (error) {
      publish({ problem: problemOf(error) });
    }
    setTimeout(() => {
      working = false;
      if (!wanted || closed) return;
      wanted = false;
      void work();
    }, restMs);
  }

  void work();
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    show(first, last) {
      sight = { first, last };
      if (nextTask() !== null && state.problem === null) void work();
    },
    invalidate() {
      pages = pages.map((page) => ({ ...page, stale: true }));
      void work();
    },
    close() {
      closed = true;
      listeners.clear();
    },
  };
}

/** Before the first page has come. */
export function emptyState<Row extends { id: RowId }>(): ListState<Row> {
  return {
    rows: [],
    indexById: new Map(),
    total: null,
    more: true,
    ready: false,
    problem: null,
  };
}

/** Puts a page in place; where it now ends elsewhere, the one after it must be fetched anew. */
function withPage<Row>(pages: readonly Page<Row>[], index: number, page: Page<Row>): Page<Row>[] {
  if (page.next === null) return [...pages.slice(0, index), page];
  return pages.map((other, at) => {
    if (at === index) return page;
    if (at === index + 1 && other.after !== page.next)
      return { ...other, after: page.next, stale: true };
    return other;
  });
}

/** All rows once, in order; a row that is as it was stays the same object. */
function flatten<Row extends { id: RowId }>(
  pages: readonly Page<Row>[],
  before: ListState<Row>,
): { rows: Row[]; indexById: Map<Row['id'], number> } {
  const rows: Row[] = [];
  const indexById = new Map<Row['id'], number>();
  for (const page of pages)
    for (const row of page.rows) {
      if (indexById.has(row.id)) continue;
      indexById.set(row.id, rows.length);
      rows.push(asBefore(row, before));
    }
  return { rows, indexById };
}

function asBefore<Row extends { id: RowId }>(row: Row, before: ListState<Row>): Row {
  const index = before.indexById.get(row.id);
  const old = index === undefined ? undefined : before.rows[index];
  return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row;
}
