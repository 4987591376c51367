import type { ReactNode } from 'react';
import { fieldLabel } from '../../../shared/documents/index.ts';
import type { Translate } from '../../../shared/i18n/index.ts';
import { rowsAt, type Values } from '../editor/values.ts';
import { boxedKeys, boxedLineKeys, faces, type Box, type Face } from './face.ts';
import type { Paper, Pen, Written } from './paper.ts';
import styles from './print.module.css';

/** What is laid out as a whole, in the order of the paper. */
export interface PrintPiece {
  readonly key: string;
  readonly content: ReactNode;
  readonly keepsWithNext: boolean;
}

/**
 * A declaration in pieces: the boxes at the top, the first line, the totals, and then the other
 * lines, which go on over as many sheets as they need.
 */
export function piecesOf(t: Translate, paper: Paper, pen: Pen): PrintPiece[] {
  const face = faces[paper.kind];
  const { values } = paper;
  const lines = rowsAt(values, 'lines');
  const others = pen.rest(values, 'header', boxedKeys(face));
  const line = (row: Values, index: number): PrintPiece[] =>
    linePieces(t, face, pen, row, index, lines.length);
  const [first] = lines;
  return [
    onePiece('top', <Boxes t={t} boxes={face.top} paper={paper} values={values} pen={pen} />),
    ...(first === undefined ? [] : line(first, 0)),
    onePiece('totals', <Boxes t={t} boxes={face.totals} paper={paper} values={values} pen={pen} />),
    ...(others.length === 0
      ? []
      : [onePiece('rest', <Rest title={t('print.rest')} written={others} />)]),
    ...lines.slice(1).flatMap((row, index) => line(row, index + 1)),
  ];
}

const onePiece = (key: string, content: ReactNode): PrintPiece => ({
  key,
  content,
  keepsWithNext: false,
});

function linePieces(
  t: Translate,
  face: Face,
  pen: Pen,
  row: Values,
  index: number,
  count: number,
): PrintPiece[] {
  const { line, lineAfter, specifications, taxes } = face;
  const number = String(index + 1).padStart(3, '0');
  const specs = specifications.length === 0 ? [] : rowsAt(row, 'specifications');
  const key = `line-${index}`;
  const others =
    pen.lines === null
      ? []
      : pen.rest(row, pen.lines, new Set([...boxedLineKeys(face), 'specifications']));
  const levied = taxes.filter(({ amount }) => pen.write(row, amount) !== '');
  const specGrid = pen.lines?.grids.find((grid) => grid.key === 'specifications');
  const specKeys = new Set(specifications.flatMap(({ keys }) => keys));
  return [
    {
      key: `${key}-head`,
      keepsWithNext: true,
      content: (
        <>
          <p className={styles['lineHead']}>
            {t('print.line', { line: number, of: String(count).padStart(3, '0') })}
          </p>
          <Boxes t={t} boxes={line} values={row} pen={pen} />
          {specs.length === 0 ? null : (
            <div className={styles['spec']} data-head>
              <span>{t('print.boxes.number')}</span>
              {specifications.map(({ caption, number }) => (
                <span key={caption} data-number={number === true}>
                  {t(`print.boxes.${caption}`)}
                </span>
              ))}
            </div>
          )}
        </>
      ),
    },
    ...specs.map((spec, at) => {
      const more = specGrid === undefined ? [] : pen.rest(spec, specGrid, specKeys);
      return {
        key: `${key}-spec-${at}`,
        keepsWithNext: false,
        content: (
          <>
            <div className={styles['spec']}>
              <span>{at + 1}</span>
              {specifications.map(({ caption, keys, number }) => (
                <span key={caption} data-number={number === true}>
                  {joined(pen, spec, keys)}
                </span>
              ))}
            </div>
            {more.length === 0 ? null : <Rest written={more} />}
          </>
        ),
      };
    }),
    {
      key: `${key}-tail`,
      keepsWithNext: false,
      content: (
        <>
          <Boxes t={t} boxes={lineAfter} values={row} pen={pen} />
          {levied.length === 0 ? null : (
            <div className={styles['taxes']}>
              {levied.map(({ caption, rate, reduction, amount }) => (
                <div key={caption}>
                  <b>{t(`print.boxes.${caption}`)}</b>
                  <span>{joined(pen, row, rate)}</span>
                  <span>{joined(pen, row, reduction)}</span>
                  <span data-number="true">{pen.write(row, amount)}</span>
                </div>
              ))}
            </div>
          )}
          {others.length === 0 ? null : <Rest written={others} />}
        </>
      ),
    },
  ];
}

const joined = (pen: Pen, values: Values, keys: readonly string[]): string =>
  keys
    .map((key) => ({ key, text: pen.write(values, key) }))
    .filter(({ text }) => text !== '')
    .map(({ key, text }) => (key.endsWith('Rate') ? `${text}%` : text))
    .join(' ');

function Boxes({
  t,
  boxes,
  values,
  pen,
  paper,
}: {
  t: Translate;
  boxes: readonly Box[];
  values: Values;
  pen: Pen;
  paper?: Paper;
}): ReactNode {
  return (
    <div className={styles['boxes']}>
      {boxes.map(({ caption, no, keys, span, blank }) => (
        <div
          key={caption}
          className={styles['box']}
          data-blank={blank}
          style={{ gridColumn: `span ${span}` }}
        >
          <b>
            {no === undefined ? null : <i>{no}</i>} {t(`print.boxes.${caption}`)}
          </b>
          <span>
            {keys
              .map((key) => (key.startsWith('#') ? ofPaper(paper, key) : pen.write(values, key)))
              .filter((text) => text !== '')
              .join(' · ')}
          </span>
        </div>
      ))}
    </div>
  );
}

/** What the paper knows and no field holds. */
function ofPaper(paper: Paper | undefined, key: string): string {
  if (paper === undefined) return '';
  if (key === '#declarationNo') return paper.declarationNo;
  if (key === '#declaredOn') return paper.declaredOn ?? '';
  return paper.receiptNo ?? '';
}

/** Whatever else is filled in: nothing that is declared is left off the paper. */
function Rest({ title, written }: { title?: string; written: readonly Written[] }): ReactNode {
  return (
    <div className={styles['rest']}>
      {title === undefined ? null : <b>{title}</b>}
      {written.map(({ key, text }) => (
        <span key={key}>
          <i>{fieldLabel(key, 'ko')}</i> {text}
        </span>
      ))}
    </div>
  );
}
