import { useEffect, useMemo, useState, type ReactNode, type RefObject } from 'react';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { useText } from '../../app/text.tsx';
import { useEditorState } from './editor-context.tsx';
import styles from './editor-screen.module.css';
import { digitOfPart, partOfField, type Part } from './parts-of-form.ts';
import { isMissing } from './problems.ts';
import { toPart } from './use-editor-keys.ts';

/** The parts of the form with their keys, and how much is wrong or missing in each. */
export function PartIndex({
  parts,
  form,
}: {
  parts: readonly Part[];
  form: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const { t, language, format } = useText();
  const problems = useEditorState((state) => state.problems.all);
  const counts = useMemo(() => {
    const found = new Map<string, { wrong: number; missing: number }>();
    for (const problem of problems) {
      if (problem.severity === 'warning') continue;
      const part = partOfField(parts, problem.about.field);
      const count = found.get(part) ?? { wrong: 0, missing: 0 };
      count[isMissing(problem) ? 'missing' : 'wrong'] += 1;
      found.set(part, count);
    }
    return found;
  }, [parts, problems]);
  const here = useCurrentPart(form);
  return (
    <nav className={styles['index']} aria-label={t('editor.index')}>
      {parts.map((part, index) => {
        const { wrong = 0, missing = 0 } = counts.get(part.id) ?? {};
        const digit = digitOfPart(index);
        return (
          <button
            key={part.id}
            type="button"
            className={styles['entry']}
            aria-current={here === part.id ? 'true' : undefined}
            {...(digit === null ? {} : { 'aria-keyshortcuts': `Alt+${digit}` })}
            onClick={() => toPart(form, part)}
          >
            <kbd>{digit}</kbd>
            <span>
              {part.is === 'envelope'
                ? t('editor.envelope.title')
                : part.is === 'section'
                  ? t(`fields.sections.${part.section.id}`)
                  : fieldLabel(part.grid.key, language)}
            </span>
            {wrong > 0 ? (
              <b data-tone="wrong" title={t('editor.problems.wrong', { count: wrong })}>
                {format.count(wrong)}
              </b>
            ) : missing > 0 ? (
              <b title={t('editor.problems.missing', { count: missing })}>
                {format.count(missing)}
              </b>
            ) : null}
          </button>
        );
      })}
      <dl className={styles['keys']}>
        {(['field', 'part', 'list', 'problem', 'compute', 'undo', 'leave'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`editor.keys.${key}.key`)}</dt>
            <dd>{t(`editor.keys.${key}.words`)}</dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}

/** The part that has the focus. */
function useCurrentPart(form: RefObject<HTMLDivElement | null>): string | null {
  const [here, setHere] = useState<string | null>(null);
  useEffect(() => {
    const element = form.current;
    const note = (event: FocusEvent): void => {
      const { target } = event;
      if (target instanceof Element)
        setHere(target.closest('[data-part]')?.getAttribute('data-part') ?? null);
    };
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, [form]);
  return here;
}
