import type { ReactNode } from 'react';
import styles from './card-screen.module.css';

/** A screen of cards, one below the other. */
export function CardScreen({
  className = '',
  children,
}: {
  /** For what a screen has of its own, e.g. how wide its cards are. */
  className?: string | undefined;
  children: ReactNode;
}): ReactNode {
  return <div className={`${styles['screen'] ?? ''} ${className}`.trim()}>{children}</div>;
}
