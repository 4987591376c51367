import { useState, type ReactNode } from 'react';
import type { PcccAnswer } from '../../../../shared/contract/index.ts';
import { useText } from '../../../app/text.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useEditor } from '../editor-context.tsx';
import { valueAt } from '../values.ts';
import { Answer } from './answer.tsx';
import type { LookupProps } from './lookup.tsx';
import { useLookup } from './use-lookup.ts';

/** 개인통관고유부호 확인: whether the code is that person's. */
export function PcccLookup({ scope, field, onClose }: LookupProps): ReactNode {
  const { t } = useText();
  const editor = useEditor();
  const [question] = useState(() => {
    const { values } = editor.store.getState();
    const party = field.key.replace(/Id$/, '');
    const read = (key: string): string => {
      const value = valueAt(values, scope === '' ? key : `${scope}.${key}`);
      return typeof value === 'string' ? value.trim() : '';
    };
    return {
      pccc: read(field.key),
      name: read(`${party}Person`) || read(`${party}Name`),
      phone: read(`${party}Phone`) || null,
      postcode: read(`${party}Postcode`) || null,
    };
  });
  const complete = question.pccc !== '' && question.name !== '';
  const state = useLookup('lookup.pccc', complete ? question : null);
  return (
    <Dialog
      focusMain
      title={t('editor.lookup.pccc.title')}
      onClose={onClose}
      actions={
        <Button kind="main" onPress={onClose}>
          {t('editor.close')}
        </Button>
      }
    >
      <p>
        {question.pccc || '–'} · {question.name || '–'}
      </p>
      {state === null ? (
        <p>{t('editor.lookup.pccc.incomplete')}</p>
      ) : (
        <Answer state={state}>
          {({ matches, words }: PcccAnswer) => (
            <Notice tone={matches ? 'accent' : 'bad'} sign={matches ? 'check' : 'cross'}>
              <b>{t(`editor.lookup.pccc.${matches ? 'matches' : 'differs'}`)}</b>
              {words.map((word) => (
                <p key={word}>{word}</p>
              ))}
            </Notice>
          )}
        </Answer>
      )}
    </Dialog>
  );
}
