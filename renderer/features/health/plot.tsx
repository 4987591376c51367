import { useEffect, useRef, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { epochMs } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { usePreferences } from '../../app/preferences.ts';
import { useText } from '../../app/text.tsx';
import styles from './plot.module.css';

export interface PlotLine {
  /** Names its column and, in the style sheet, its colour. */
  name: string;
  /** Told by more than its colour; as a canvas' line dash. */
  dash: readonly number[];
  draws: 'line' | 'bars';
}

const heightPx = 132;
const sideRoomPx = 64;

/** A plot over time; what it shows stands beside it in figures too. */
export function Plot<Name extends string>({
  title,
  lines,
  words,
  times,
  columns,
  axis,
}: {
  title: string;
  lines: readonly (PlotLine & { name: Name })[];
  words: Readonly<Record<Name, string>>;
  /** In seconds since 1970. */
  times: readonly number[];
  columns: Readonly<Record<Name, readonly (number | null)[]>>;
  axis: (value: number) => string;
}): ReactNode {
  const { format } = useText();
  const place = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLUListElement>(null);
  const theme = usePreferences((state) => state.theme);

  useEffect(() => {
    const into = place.current;
    if (into === null) return;
    // Another theme has other colours.
    into.dataset['theme'] = theme;
    const found = (name: string): string => colourOf(legend.current, name);
    const grid = { stroke: found('grid'), width: 1 };
    const bars = uPlot.paths.bars?.({ size: [0.8, 12] });
    const axes = { stroke: found('axis'), grid, ticks: { show: false }, font: '12px Pretendard' };
    const plot = new uPlot(
      {
        width: into.clientWidth,
        height: heightPx,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_, __, most) => [0, Math.max(most * 1.1, 0.001)] } },
        axes: [
          {
            ...axes,
            values: (_, ticks) =>
              ticks.map((tick) => format.clock(epochMs(tick * 1000), engineNow())),
            space: 110,
            size: 26,
          },
          { ...axes, size: sideRoomPx, values: (_, ticks) => ticks.map(axis), space: 34 },
        ],
        series: [
          {},
          ...lines.map(({ name, dash, draws }) => ({
            stroke: found(name),
            width: draws === 'line' ? 1.5 : 0,
            dash: [...dash],
            spanGaps: false,
            points: { show: false },
            ...(draws === 'line' || bars === undefined ? {} : { fill: found(name), paths: bars }),
          })),
        ],
      },
      [[...times], ...lines.map(({ name }) => [...columns[name]])],
      into,
    );
    const watch = new ResizeObserver(() =>
      plot.setSize({ width: into.clientWidth, height: heightPx }),
    );
    watch.observe(into);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [lines, times, columns, axis, format, theme]);

  return (
    <figure className={styles['plot']}>
      <figcaption>
        <b>{title}</b>
        <ul ref={legend}>
          {lines.map(({ name, draws }) => (
            <li key={name}>
              <i data-line={name} data-draws={draws} aria-hidden="true" />
              {words[name]}
            </li>
          ))}
          <li hidden>
            <i data-line="grid" />
            <i data-line="axis" />
          </li>
        </ul>
      </figcaption>
      <div ref={place} className={styles['canvas']} aria-hidden="true" />
    </figure>
  );
}

/** A colour of the style sheet, as the present theme has it. */
function colourOf(legend: HTMLElement | null, name: string): string {
  const sample = legend?.querySelector(`[data-line=${name}]`);
  return sample === null || sample === undefined ? 'gray' : getComputedStyle(sample).color;
}
