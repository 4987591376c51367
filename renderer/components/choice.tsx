import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup, type Key } from 'react-aria-components';
import styles from './choice.module.css';

/** One of a few, all in sight. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
  isDisabled = false,
}: {
  label: string;
  options: readonly { value: T; words: ReactNode; label?: string }[];
  value: T | null;
  onChange: (value: T) => void;
  isDisabled?: boolean;
}): ReactNode {
  const choose = (keys: Set<Key>): void => {
    const chosen = options.find((option) => keys.has(option.value));
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <ToggleButtonGroup
      className={styles['choice'] ?? ''}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={choose}
      isDisabled={isDisabled}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          className={styles['option'] ?? ''}
          {...(option.label === undefined ? {} : { 'aria-label': option.label })}
        >
          {option.words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
