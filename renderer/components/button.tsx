import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { Key } from './key.tsx';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
  /** The one thing to do here (`main`), one of several, or one among text (`quiet`). */
  kind?: 'main' | 'plain' | 'quiet' | 'danger';
  /** The key that does the same. */
  shortcut?: string;
}

export function Button({ children, kind = 'plain', shortcut, ...props }: ButtonProps): ReactNode {
  return (
    <AriaButton
      {...props}
      className={styles['button'] ?? ''}
      data-kind={kind}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
    >
      {children}
      {shortcut === undefined ? null : <Key name={shortcut} />}
    </AriaButton>
  );
}
