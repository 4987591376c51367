/*
 * What becomes of the drain order where some filings are made urgent. Legal dates come first in
 * it, whatever is urgent: within each date the urgent go before the others, the older before the
 * younger. So a filing moves within its date alone, and others of that date make room for it.
 */

/** A place within a date: urgent or not, and the id, which tells the age. */
export interface Place {
  urgent: boolean;
  id: number;
}

/** How the order of two filings of one date is. */
export function before(a: Place, b: Place): boolean {
  return a.urgent === b.urgent ? a.id < b.id : a.urgent;
}

/**
 * Where a filing of a date stands once others of that date are urgent.
 * @param position its position now
 * @param chosen those to be urgent, of this date, with their positions now; itself may be one
 * @param urgentBefore where it is chosen: how many of its date that are urgent now are older
 */
export function positionAfter(
  place: Place,
  position: number,
  chosen: readonly (Place & { position: number })[],
  { dayFirst, urgentBefore }: { dayFirst: number; urgentBefore: number },
): number {
  const moving = chosen.filter(({ urgent }) => !urgent);
  const isMoving = moving.some(({ id }) => id === place.id);
  if (isMoving) return dayFirst + urgentBefore + moving.filter(({ id }) => id < place.id).length;
  return (
    position +
    moving.filter(
      (each) => before({ urgent: true, id: each.id }, place) && position < each.position,
    ).length
  );
}
