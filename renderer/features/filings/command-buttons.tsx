import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { commands, plan, resumeWord, type Command } from './actions.ts';

export const commandKeys: Readonly<Record<Command, string>> = {
  hold: 'H',
  resume: 'R',
  urgency: 'U',
  cancel: 'C',
};

/** The four things to do with filings, each with its key; those that do nothing now are dimmed. */
export function CommandButtons({
  rows,
  onRun,
  only = commands,
}: {
  rows: readonly FilingRow[];
  onRun: (command: Command) => void;
  only?: readonly Command[];
}): ReactNode {
  const { t } = useText();
  const words: Record<Command, string> = {
    hold: t('screens.commands.hold'),
    resume: t(`screens.commands.${resumeWord(rows)}`),
    urgency: t(
      plan('urgency', rows)[0]?.action === 'make-normal'
        ? 'screens.commands.normal'
        : 'screens.commands.urgent',
    ),
    cancel: t('screens.commands.cancel'),
  };
  return only.map((command) => (
    <Button
      key={command}
      shortcut={commandKeys[command]}
      isDisabled={plan(command, rows).length === 0}
      onPress={() => onRun(command)}
    >
      {words[command]}
    </Button>
  ));
}
