/** A piece of a printed declaration that is never torn apart, and its height. */
export interface Piece {
  readonly height: number;
  /** It must not stand alone at the foot of a page: the next piece comes with it. */
  readonly keepsWithNext: boolean;
}

/**
 * Which pieces go on which page, in order; a piece higher than a page has one for itself.
 * @returns for each page the numbers of its pieces
 */
export function fillPages(pieces: readonly Piece[], pageHeight: number): number[][] {
  const pages: number[][] = [];
  let page: number[] = [];
  let used = 0;
  const turn = (): void => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = 0;
  };
  for (let at = 0; at < pieces.length;) {
    let end = at;
    while (pieces[end]?.keepsWithNext === true && end + 1 < pieces.length) end += 1;
    const group = pieces.slice(at, end + 1);
    const height = group.reduce((sum, piece) => sum + piece.height, 0);
    if (used > 0 && used + height > pageHeight) turn();
    for (const [index, piece] of group.entries()) {
      // A group that is too high for any page is torn after all.
      if (used > 0 && used + piece.height > pageHeight) turn();
      page.push(at + index);
      used += piece.height;
    }
    at = end + 1;
  }
  turn();
  return pages;
}
