import { useState, type ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import { declarationKinds, type DeclarationKind } from '../../../shared/filing/numbers.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import styles from './intake-screen.module.css';
import { saveFile } from './save-file.ts';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Gives the person a workbook to fill in, of the kind that they choose. */
export function TemplateMenu(): ReactNode {
  const { t, language, say } = useText();
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const get = async (kind: DeclarationKind): Promise<void> => {
    try {
      const { name, data } = await engine.call('intake.template', { kind, language });
      setProblem(null);
      saveFile(
        name,
        Uint8Array.from(atob(data), (char) => char.charCodeAt(0)),
        workbookType,
      );
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <MenuTrigger>
        <Button>{t('intake.getTemplate')}</Button>
        <Popover
          className={styles['menu'] ?? ''}
          placement="bottom end"
          aria-label={t('intake.getTemplate')}
        >
          <Menu aria-label={t('intake.getTemplate')}>
            {declarationKinds.map((kind) => (
              <MenuItem
                key={kind}
                className={styles['menuItem'] ?? ''}
                onAction={() => void get(kind)}
              >
                {t(`intake.kinds.${kind}`)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {say(problem)}
        </p>
      )}
    </>
  );
}
