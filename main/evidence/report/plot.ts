import type { ChannelGrade } from '../../../shared/sync/channels.ts';
import type { EvidenceSpan, Measurements } from '../input.ts';
import { contentWidth, ink, sheet, type Paper, type Style } from './paper.ts';
import { clock, t } from './words.ts';

/** Grades from the bottom of the plot to its top; what is not known is not drawn. */
const levels: readonly ChannelGrade[] = ['working', 'slow', 'degraded', 'stopped'];
const colors = { grade: '#14202B', latency: '#1F5FA8', failure: '#A8322A' } as const;
const small: Style = { size: 7, color: ink.faint };
const area = { left: sheet.side + 44, right: sheet.side + contentWidth - 40, height: 64 } as const;
const minute = 60_000;
const hour = 60 * minute;

/** Steps between marks on the axis of time; the first that gives few enough is used. */
const timeSteps = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200].map(
  (minutes) => minutes * minute,
);
const mostMarks = 8;
const koreaMs = 9 * hour;

/** One channel over a span: its grade in words and steps, the time to an answer, and failures. */
export function plotChannel(paper: Paper, series: Measurements, span: EvidenceSpan): void {
  const { pdf } = paper;
  const points = series.points.filter(
    ({ at }) => at <= span.to && at + series.bucketMs > span.from,
  );
  paper.reserve(area.height + 52);
  const samples = points.reduce((sum, point) => sum + point.samples, 0);
  const failures = points.reduce((sum, point) => sum + point.failures, 0);
  paper.line(t(`evidence.channels.${series.channel}`), sheet.side, paper.y, {
    size: 9,
    weight: 'SemiBold',
  });
  const counted =
    samples === 0
      ? t('evidence.pdf.measure.noPoints')
      : t('evidence.pdf.measure.samples', { samples, failures });
  const left = sheet.side + contentWidth - paper.width(counted, small);
  paper.line(counted, left, paper.y + 2, small);
  paper.y += 17;

  const top = paper.y;
  const bottom = top + area.height;
  const wide = area.right - area.left;
  const xOf = (at: number): number => {
    const part = (at - span.from) / Math.max(1, span.to - span.from);
    return area.left + Math.min(1, Math.max(0, part)) * wide;
  };
  const levelY = (grade: ChannelGrade): number =>
    bottom - 8 - (levels.indexOf(grade) / (levels.length - 1)) * (area.height - 22);

  pdf.rect(area.left, top, wide, area.height).lineWidth(0.5).stroke(ink.line);
  for (const grade of levels) {
    const y = levelY(grade);
    pdf.moveTo(area.left, y).lineTo(area.right, y).lineWidth(0.3).stroke(ink.line);
    const word = t(`evidence.grades.${grade}`);
    paper.line(word, area.left - 4 - paper.width(word, small), y - 4.5, small);
  }
  drawTimes(paper, span, xOf, top, bottom);
  drawLatency(paper, points, series.bucketMs, xOf, top, bottom);

  // Steps of the grade, broken where it is not known or nothing was measured.
  let open: { x: number; y: number } | null = null;
  for (const { at, samples: measured, failures: failed, grade } of points) {
    const [x1, x2] = [xOf(at), xOf(at + series.bucketMs)];
    if (failed > 0)
      pdf
        .moveTo((x1 + x2) / 2, top + 1)
        .lineTo((x1 + x2) / 2, top + 7)
        .lineWidth(0.8)
        .stroke(colors.failure);
    if (grade === 'unknown' || measured === 0) {
      open = null;
      continue;
    }
    const y = levelY(grade);
    if (open === null || Math.abs(open.x - x1) > 0.5) pdf.moveTo(x1, y);
    else pdf.moveTo(open.x, open.y).lineTo(x1, y);
    pdf.lineTo(x2, y).lineWidth(1.8).stroke(colors.grade);
    open = { x: x2, y };
  }
  paper.y = bottom + 24;
}

function drawTimes(
  { pdf, line, width }: Paper,
  { from, to }: EvidenceSpan,
  xOf: (at: number) => number,
  top: number,
  bottom: number,
): void {
  const step =
    timeSteps.find((one) => (to - from) / one <= mostMarks) ?? Math.ceil((to - from) / mostMarks);
  const first = Math.ceil((from + koreaMs) / step) * step - koreaMs;
  let day = '';
  for (let at = first; at <= to; at += step) {
    const x = xOf(at);
    pdf.moveTo(x, top).lineTo(x, bottom).lineWidth(0.3).stroke(ink.line);
    const text = clock(at);
    const time = text.slice(11, 16);
    line(time, x - width(time, small) / 2, bottom + 2, small);
    if (text.slice(0, 10) !== day) {
      day = text.slice(0, 10);
      const date = text.slice(5, 10);
      line(date, x - width(date, small) / 2, bottom + 11, small);
    }
  }
}

/** Median as a line, 95th percentile dashed, on an axis of their own at the right. */
function drawLatency(
  { pdf, line }: Paper,
  points: Measurements['points'],
  bucketMs: number,
  xOf: (at: number) => number,
  top: number,
  bottom: number,
): void {
  const most = Math.max(0, ...points.map(({ p95, p50 }) => p95 ?? p50 ?? 0));
  if (most === 0) return;
  const scale = niceAbove(most);
  const yOf = (ms: number): number => bottom - (ms / scale) * (bottom - top - 10);
  for (const part of [1, 0.5]) {
    const word = millisecondsOf(scale * part);
    line(word, area.right + 4, yOf(scale * part) - 4.5, { size: 7, color: colors.latency });
  }
  for (const which of ['p95', 'p50'] as const) {
    let last: number | null = null;
    for (const point of points) {
      const ms = point[which];
      if (ms === null) {
        last = null;
        continue;
      }
      const x = xOf(point.at + bucketMs / 2);
      if (last === null || point.at - last > bucketMs)
        pdf.moveTo(x, yOf(ms)).lineTo(x + 0.8, yOf(ms));
      else pdf.lineTo(x, yOf(ms));
      last = point.at;
    }
    if (which === 'p95') pdf.dash(1.6, { space: 1.4 });
    pdf.lineWidth(0.7).stroke(colors.latency);
    pdf.undash();
  }
}

/** The next of 1, 2 and 5 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((times) => times * power >= value) ?? 10);
}

const millisecondsOf = (ms: number): string =>
  ms < 1000
    ? t('evidence.pdf.measure.milliseconds', { n: ms })
    : t('evidence.pdf.measure.seconds', { n: ms / 1000 });
