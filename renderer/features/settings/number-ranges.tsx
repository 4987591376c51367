import { useCallback, useRef, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { numberSettingsSchema, type CallOutput } from '../../../shared/contract/index.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { textOf, useForm } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Gaps } from './gaps.tsx';
import { rangesOf, type TypedRange } from './ranges-of.ts';
import { RangeTable } from './range-table.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

/** 신고번호 범위: which desk gives which serials, how far they are used up, and the gaps. */
export function NumberRanges(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('numbers.get', {}), [engine]);
  const { value, again } = useFetched(fetch, { restMs: 2000 });
  return (
    <Card title={t('settings.numbers.title')}>
      {value === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <Ranges numbers={value} onSaved={again} />
      )}
      <Gaps />
    </Card>
  );
}

const fields = ['desk', 'ranges'] as const;

function Ranges({
  numbers: { settings, use },
  onSaved,
}: {
  numbers: CallOutput<'numbers.get'>;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [rows, setRows] = useState<TypedRange[]>(() =>
    settings.ranges.map((range, key) => ({
      key,
      desk: range.desk,
      letter: range.letter,
      first: String(range.first),
      last: String(range.last),
    })),
  );
  const nextKey = useRef(rows.length);
  const form = useForm(fields, numberSettingsSchema, (value) => engine.call('numbers.set', value));
  const change = (next: TypedRange[]): void => {
    setRows(next);
    form.mend('ranges');
  };
  const add = (): void => {
    const key = nextKey.current;
    nextKey.current += 1;
    change([...rows, { key, desk: settings.desk, letter: 'M', first: '', last: '' }]);
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const desk = textOf(new FormData(event.currentTarget), 'desk');
        void form
          .submit({ desk, ranges: rangesOf(rows) })
          .then((saved) => (saved ? onSaved() : undefined));
      }}
    >
      <p>{t('settings.numbers.text')}</p>
      <div className={styles['short']}>
        <Field
          name="desk"
          label={t('settings.numbers.desk.label')}
          hint={t('settings.numbers.desk.hint')}
          problem={form.state.wrong.has('desk') ? t('settings.numbers.desk.wrong') : undefined}
          onMend={() => form.mend('desk')}
          initial={settings.desk}
          maxLength={30}
        />
      </div>
      <RangeTable rows={rows} use={use} onChange={change} />
      {form.state.wrong.has('ranges') ? (
        <p role="alert" className={styles['problem']}>
          {t('settings.numbers.wrong')}
        </p>
      ) : null}
      <SaveLine status={form.state.status}>
        <Button onPress={add}>{t('settings.numbers.add')}</Button>
      </SaveLine>
    </Form>
  );
}
