import type { ReactNode } from 'react';
import { describeFieldError } from '../../../shared/documents/index.ts';
import { useText } from '../../app/text.tsx';
import { Sign } from '../../components/sign.tsx';
import styles from './field-box.module.css';
import { isMissing, type Problem } from './problems.ts';

/** The sentence of a problem; `short` leaves out the label where it stands above already. */
export function ProblemText({
  problem,
  short = false,
}: {
  problem: Problem;
  short?: boolean;
}): ReactNode {
  const { t, language } = useText();
  const { severity, about } = problem;
  const sentence = describeFieldError(t, language, about);
  return (
    <p className={styles['problem']} data-severity={severity}>
      <Sign name={severity === 'error' ? 'cross' : 'alert'} />
      <span>
        {!short
          ? sentence
          : isMissing(problem)
            ? t('editor.field.mandatory')
            : withoutLabel(sentence)}
      </span>
    </p>
  );
}

/** Every sentence begins with its field: `환율: 값이 없습니다…` */
function withoutLabel(sentence: string): string {
  const at = sentence.indexOf(': ');
  return at < 0 ? sentence : sentence.slice(at + 2);
}
