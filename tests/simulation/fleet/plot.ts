/** A line of a plot; colours and strokes are the style sheet's, by number. */
export interface Line {
  label: string;
  colour: number;
  /** Hours, and how much then; `null` leaves a gap. */
  points: readonly (readonly [number, number | null])[];
}

export interface Plot {
  hours: number;
  lines: readonly Line[];
  /** Powers of ten instead of equal steps, from this on. */
  logFrom?: number;
  /** In percent, up to a hundred. */
  isShare?: boolean;
  /** How the central system is, as a share of what it can, from an hour on. */
  health: readonly (readonly [number, number])[];
  /** What it could give, in the unit of the plot. */
  limit?: readonly (readonly [number, number])[];
}

const size = { width: 560, height: 250, left: 46, right: 96, top: 10, bottom: 24 };
const bins = 220;
const labelHeight = 13;

/** A plot as SVG, every line with its name at its end. */
export function svg(plot: Plot): string {
  const lines = plot.lines.map((line) => ({ ...line, points: smooth(line.points, plot.hours) }));
  const scale = scaleOf(plot, lines);
  const x = (hour: number): number =>
    round(size.left + (hour / plot.hours) * (size.width - size.left - size.right));
  const parts = [shades(plot, x), grid(plot, scale, x), limit(plot, scale, x)];
  // Ours, the first, is drawn over all others.
  for (const line of lines.toReversed())
    parts.push(`<path class="line c${line.colour}" d="${path(line, scale, x)}"/>`);
  parts.push(labels(lines, scale, x));
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img">${parts.join('')}</svg>`;
}

interface Scale {
  y(value: number): number;
  ticks: readonly number[];
}

function scaleOf(plot: Plot, lines: readonly Line[]): Scale {
  const bottom = size.height - size.bottom;
  const high = bottom - size.top;
  let most = plot.isShare === true ? 100 : 0;
  for (const { points } of lines) for (const [, value] of points) most = Math.max(most, value ?? 0);
  for (const [, value] of plot.limit ?? []) most = Math.max(most, value);
  if (plot.logFrom !== undefined) {
    const from = Math.log10(plot.logFrom);
    const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(most, plot.logFrom))));
    const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
    const share = (value: number): number => (Math.log10(value) - from) / (to - from);
    return {
      y: (value) => round(bottom - high * Math.max(0, share(Math.max(value, 1e-9)))),
      ticks,
    };
  }
  const step = niceStep(most / 5);
  // A hair above a line of the grid is no reason for another one.
  const to = Math.max(step, Math.ceil(most / step - 0.05) * step);
  const ticks = Array.from({ length: Math.round(to / step) + 1 }, (_, i) => i * step);
  return { y: (value) => round(bottom - (high * value) / to), ticks };
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-9)));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= raw) ?? 10;
  return factor * power;
}

/** Grey where the central system is not well, the darker the worse. */
function shades({ health, hours }: Plot, x: (hour: number) => number): string {
  return health
    .map(([from, share], i) => {
      const until = health[i + 1]?.[0] ?? hours;
      if (share >= 1 || from >= hours) return '';
      const width = round(x(Math.min(until, hours)) - x(from));
      const high = size.height - size.bottom - size.top;
      return `<rect class="trouble" x="${x(from)}" y="${size.top}" width="${width}" height="${high}" opacity="${round(1 - share)}"/>`;
    })
    .join('');
}

function grid({ hours }: Plot, { y, ticks }: Scale, x: (hour: number) => number): string {
  const bottom = size.height - size.bottom;
  const right = size.width - size.right;
  const rows = ticks.map(
    (tick) =>
      `<path class="grid" d="M${size.left} ${y(tick)}H${right}"/><text x="${size.left - 6}" y="${y(tick) + 4}" text-anchor="end">${tickText(tick)}</text>`,
  );
  const step = [1, 2, 3, 6, 12, 24, 48].find((each) => hours / each <= 10) ?? 48;
  const columns = Array.from({ length: Math.floor(hours / step) + 1 }, (_, i) => i * step).map(
    (hour) =>
      `<path class="grid" d="M${x(hour)} ${bottom}v4"/><text x="${x(hour)}" y="${bottom + 16}" text-anchor="middle">${hour} h</text>`,
  );
  return rows.join('') + columns.join('');
}

function tickText(tick: number): string {
  return tick >= 10_000 ? `${tick / 1000}k` : String(Number(tick.toPrecision(3)));
}

function limit(
  { limit: steps = [], hours }: Plot,
  { y }: Scale,
  x: (hour: number) => number,
): string {
  if (steps.length === 0) return '';
  const d = steps
    .filter(([from]) => from < hours)
    .map(([from, value], i) => `${i === 0 ? 'M' : 'H'}${x(from)}${i === 0 ? ' ' : 'V'}${y(value)}`);
  return `<path class="limit" d="${d.join('')}H${x(hours)}"/>`;
}

function path({ points }: Line, { y }: Scale, x: (hour: number) => number): string {
  let d = '';
  let pen = 'M';
  for (const [hour, value] of points) {
    if (value !== null) d += `${pen}${x(hour)} ${y(value)}`;
    pen = value === null ? 'M' : 'L';
  }
  return d;
}

/** The names at the ends of the lines, moved apart where they would lie on each other. */
function labels(lines: readonly Line[], { y }: Scale, x: (hour: number) => number): string {
  const ends = lines.flatMap(({ label, colour, points }) => {
    const last = points.findLast(([, value]) => value !== null);
    if (last === undefined) return [];
    const at = y(last[1] ?? 0);
    return [{ label, colour, endX: x(last[0]), endY: at, at }];
  });
  ends.sort((a, b) => a.at - b.at);
  let next = size.top + 4;
  for (const end of ends) {
    end.at = Math.max(end.at, next);
    next = end.at + labelHeight;
  }
  let most = size.height - size.bottom + 2;
  for (const end of ends.toReversed()) {
    end.at = Math.min(end.at, most);
    most = end.at - labelHeight;
  }
  const left = size.width - size.right + 12;
  return ends
    .map(
      ({ label, colour, endX, endY, at }) =>
        `<path class="leader c${colour}" d="M${endX} ${endY}H${left - 18}L${left - 3} ${round(at)}"/><text class="name c${colour}" x="${left}" y="${round(at + 4)}">${label}</text>`,
    )
    .join('');
}

/** Means over equal pieces of the time: what is left is what an eye can follow. */
function smooth(points: Line['points'], hours: number): (readonly [number, number | null])[] {
  const means: [number, number | null][] = [];
  let [bin, sum, count, usual, last] = [-1, 0, 0, 0, 0];
  const close = (): void => {
    // A piece that the end cuts short says little.
    if (count > 0 && count * 2 >= usual) means.push([last, sum / count]);
    usual = Math.max(usual, count);
    [sum, count] = [0, 0];
  };
  for (const [hour, value] of points) {
    const at = Math.floor((hour / hours) * bins);
    if (at !== bin) close();
    bin = at;
    last = hour;
    if (value === null) continue;
    sum += value;
    count += 1;
  }
  close();
  return means;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
