import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
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
  lines = 1,
  list,
}: {
  name: string;
  label: string;
  hint: string;
  problem: string | undefined;
  /** The person has begun to mend it; is given the text as it stands. */
  onMend: (text: string) => void;
  initial?: string;
  type?: 'text' | 'password' | 'url' | 'datetime-local';
  placeholder?: string;
  maxLength?: number;
  /** More than one: a field for several lines. */
  lines?: number;
  /** Id of a `datalist` with what is often typed. */
  list?: string;
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
      onChange={onMend}
      onKeyDown={(event) => {
        if (lines === 1 && event.key === 'Enter' && isImeKey(event.nativeEvent))
          event.preventDefault();
      }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {lines > 1 ? (
        <TextArea className={styles['input'] ?? ''} rows={lines} spellCheck={false} />
      ) : (
        <Input
          className={styles['input'] ?? ''}
          spellCheck={false}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(list === undefined ? {} : { list })}
        />
      )}
      <Text slot="description" className={styles['hint'] ?? ''}>
        {hint}
      </Text>
      <FieldError className={styles['problem'] ?? ''}>{problem}</FieldError>
    </TextField>
  );
}
