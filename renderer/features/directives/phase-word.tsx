import type { ReactNode } from 'react';
import type { DirectivePhase } from '../../../shared/sync/directives.ts';
import { useText } from '../../app/text.tsx';
import { Badge, type Look } from '../../components/state-badge.tsx';

const looks: Readonly<Record<DirectivePhase, Look>> = {
  gathering: { tone: 'wait', sign: 'lens' },
  previewed: { tone: 'warn', sign: 'pencil' },
  applying: { tone: 'accent', sign: 'dots' },
  applied: { tone: 'accent', sign: 'check' },
  undoing: { tone: 'accent', sign: 'dots' },
  undone: { tone: 'plain', sign: 'back' },
  discarded: { tone: 'plain', sign: 'minus' },
};

/** How far a directive is, with its sign. */
export function PhaseWord({ phase }: { phase: DirectivePhase }): ReactNode {
  const { t } = useText();
  return <Badge look={looks[phase]}>{t(`directives.phase.${phase}`)}</Badge>;
}
