import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { isImeKey } from '../app/is-ime-key.ts';
import styles from './field.module.css';

/**
 * A text field with what it is for and, where the last check found something, what is wrong with
 * it. The input keeps its own text, so that nothing interferes while a syllable is composed.
 */
export function Field({
  name,
  label,
  hint,
  problem,
  onMend,
  initial = '',
  type = 'text',
  placeholder,
  maxLength,
}: {
  name: string;
  label: string;
  hint: string;
  problem: string | undefined;
  /** The person has begun to mend it. */
  onMend: () => void;
  initial?: string;
  type?: 'text' | 'password' | 'url';
  placeholder?: string;
  maxLength?: number;
}): ReactNode {
  return (
    <TextField
      className={styles['field'] ?? ''}
      name={name}
      type={type}
      defaultValue={initial}
      isInvalid={problem !== undefined}
      autoComplete="off"
      {...(maxLength === undefined ? {} : { maxLength })}
      onInput={onMend}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isImeKey(event.nativeEvent)) event.preventDefault();
      }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input
        className={styles['input'] ?? ''}
        spellCheck={false}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <Text slot="description" className={styles['hint'] ?? ''}>
        {hint}
      </Text>
      <FieldError className={styles['problem'] ?? ''}>{problem}</FieldError>
    </TextField>
  );
}
