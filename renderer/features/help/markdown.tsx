import type { ReactNode } from 'react';
import { isHelpPage } from '../../../shared/help/help-pages.ts';
import { readMarkdown, type Block, type Inline } from '../../../shared/help/markdown.ts';
import { addressOf } from '../../app/route.ts';
import styles from './help-screen.module.css';

/** Parts of a page never move: their places tell them apart. */
const numbered = <Part,>(parts: readonly Part[]): { at: number; of: Part }[] =>
  parts.map((of, at) => ({ at, of }));

/** A page of Markdown as elements of ours. */
export function Markdown({ text }: { text: string }): ReactNode {
  return numbered(readMarkdown(text)).map(({ at, of }) => <Piece key={at} block={of} />);
}

function Piece({ block }: { block: Block }): ReactNode {
  switch (block.is) {
    case 'heading': {
      const words = <Line text={block.text} />;
      if (block.level === 1) return <h1>{words}</h1>;
      return block.level === 2 ? <h2>{words}</h2> : <h3>{words}</h3>;
    }
    case 'paragraph':
      return (
        <p>
          <Line text={block.text} />
        </p>
      );
    case 'list': {
      const items = numbered(block.items).map(({ at, of }) => (
        <li key={at}>
          <Line text={of} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return <Rows head={block.head} rows={block.rows} />;
  }
}

function Rows({ head, rows }: { head: Inline[][]; rows: Inline[][][] }): ReactNode {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {numbered(head).map(({ at, of }) => (
            <th key={at} scope="col">
              <Line text={of} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbered(rows).map(({ at, of: row }) => (
          <tr key={at}>
            {numbered(row).map(({ at: column, of }) => (
              <td key={column}>
                <Line text={of} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ text }: { text: readonly Inline[] }): ReactNode {
  return numbered(text).map(({ at, of }) => <Word key={at} part={of} />);
}

function Word({ part }: { part: Inline }): ReactNode {
  switch (part.is) {
    case 'text':
      return part.text;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'code':
      return <code>{part.text}</code>;
    case 'link':
      return <Way text={part.text} to={part.to} />;
  }
}

/** To another page of the help, or out of the program. */
function Way({ text, to }: { text: string; to: string }): ReactNode {
  const page = to.replace(/\.md$/, '');
  if (isHelpPage(page)) return <a href={addressOf({ screen: 'help', page })}>{text}</a>;
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
