import type { ReactNode } from 'react';
import { isHelpPage } from '../../../shared/help/help-pages.ts';
import { readMarkdown, type Block, type Inline } from '../../../shared/help/markdown.ts';
import { addressOf } from '../../app/route.ts';
import styles from './help-screen.module.css';

/** A page of Markdown as elements of ours. */
export function Markdown({ text }: { text: string }): ReactNode {
  return readMarkdown(text).map((block, at) => <Piece key={at} block={block} />);
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
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Line text={item} />
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
          {head.map((cell, at) => (
            <th key={at} scope="col">
              <Line text={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={column}>
                <Line text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ text }: { text: readonly Inline[] }): ReactNode {
  return text.map((part, at) => <Word key={at} part={part} />);
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
