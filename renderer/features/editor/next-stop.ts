/** Where Enter stops: fields and grids, in the order of the document. */
const stops = '[data-stop]:not([disabled])';

/** Moves the focus to the next (or the previous) stop. `false` where there is none. */
export function goToNextStop(inside: ParentNode, from: Element, backwards: boolean): boolean {
  const all = [...inside.querySelectorAll<HTMLElement>(stops)].filter(isThere);
  const at = all.indexOf(stopOf(from) ?? all[0] ?? document.body);
  const next = all[at + (backwards ? -1 : 1)];
  if (next === undefined) return false;
  focusStop(next);
  return true;
}

/** The first stop of a part of the form. */
export function goToFirstStop(inside: ParentNode): boolean {
  const first = [...inside.querySelectorAll<HTMLElement>(stops)].find(isThere);
  if (first === undefined) return false;
  focusStop(first);
  return true;
}

function focusStop(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  element.closest('[data-row], [data-field]')?.scrollIntoView({ block: 'nearest' });
  if (element instanceof HTMLInputElement) element.select();
}

const stopOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>(stops);
const isThere = (element: HTMLElement): boolean => element.offsetParent !== null;
