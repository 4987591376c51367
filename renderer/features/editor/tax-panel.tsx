import type { ReactNode } from 'react';
import type { TaxStep } from '../../../shared/contract/index.ts';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { useEditor, useEditorState } from './editor-context.tsx';
import styles from './side-panel.module.css';
import { firstPlace } from './sheet-place.ts';
import { grouped } from './typed.ts';
import { valueAt } from './values.ts';

/** What is computed beside what is declared, and how it was worked out, step by step. */
export function TaxPanel(): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  const computed = useEditorState((state) => state.check?.computed);
  const steps = useEditorState((state) => state.check?.steps) ?? [];
  const values = useEditorState((state) => state.values);
  const line = useEditorState((state) => (state.places['lines'] ?? firstPlace).row) + 1;
  const totals = Object.entries(computed ?? {}).filter(([path]) => !path.includes('['));
  const ofLine = Object.entries(computed ?? {}).filter(([path]) =>
    path.startsWith(`lines[${line - 1}].`),
  );
  const open = Object.entries(computed ?? {}).filter(
    ([path, value]) => valueAt(values, path) !== value,
  );
  if (totals.length + ofLine.length + steps.length === 0) return <p>{t('editor.taxes.nothing')}</p>;
  return (
    <div className={styles['groups']}>
      <div className={styles['take']}>
        <span>{t('editor.taxes.open', { count: open.length })}</span>
        <Button shortcut="F9" isDisabled={open.length === 0} onPress={() => editor.takeOver()}>
          {t('editor.taxes.takeAll')}
        </Button>
      </div>
      {[totals, ofLine].map((group, index) =>
        group.length === 0 ? null : (
          <table key={index === 0 ? 'totals' : 'line'} className={styles['figures']}>
            <thead>
              <tr>
                <th>{index === 0 ? t('editor.taxes.total') : t('editor.taxes.line', { line })}</th>
                <th>{t('editor.taxes.declared')}</th>
                <th>{t('editor.taxes.computed')}</th>
              </tr>
            </thead>
            <tbody>
              {group.map(([path, value]) => {
                const declared = valueAt(values, path);
                const text = typeof declared === 'string' ? declared : '';
                return (
                  <tr key={path} data-differs={text !== '' && text !== value}>
                    <th>
                      <button type="button" onClick={() => editor.goTo(path)}>
                        {fieldLabel(path.slice(path.lastIndexOf('.') + 1), language)}
                      </button>
                    </th>
                    <td>{text === '' ? '–' : grouped(text)}</td>
                    <td>{grouped(value)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        ),
      )}
      <Steps
        title={t('editor.taxes.lineSteps', { line })}
        steps={steps.filter((step) => step.line === line)}
      />
      <Steps title={t('editor.taxes.steps')} steps={steps.filter((step) => step.line === null)} />
    </div>
  );
}

function Steps({ title, steps }: { title: string; steps: readonly TaxStep[] }): ReactNode {
  const { t } = useText();
  if (steps.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ol className={styles['steps']}>
        {steps.map(({ step, working, result }) => (
          <li key={step}>
            <span>{t(`taxes.steps.${step}`)}</span>
            <small>{working}</small>
            <b>{grouped(result)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
