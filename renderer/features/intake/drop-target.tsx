import { useEffect, useState, type ReactNode } from 'react';
import { goTo } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import styles from './intake-screen.module.css';
import { useIntake } from './intake-context.tsx';

/** The whole window takes dropped files, whatever screen is open. */
export function DropTarget({ children }: { children: ReactNode }): ReactNode {
  const { t } = useText();
  const intake = useIntake();
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Enter and leave come for every element that the file is dragged across.
    let depth = 0;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      intake.add(files);
      goTo({ screen: 'intake' });
    };
    globalThis.addEventListener('dragenter', onEnter);
    globalThis.addEventListener('dragleave', onLeave);
    globalThis.addEventListener('dragover', onOver);
    globalThis.addEventListener('drop', onDrop);
    return () => {
      globalThis.removeEventListener('dragenter', onEnter);
      globalThis.removeEventListener('dragleave', onLeave);
      globalThis.removeEventListener('dragover', onOver);
      globalThis.removeEventListener('drop', onDrop);
    };
  }, [intake]);

  return (
    <>
      {children}
      {over ? (
        <div className={styles['curtain']}>
          <p>{t('screens.intake.letGo')}</p>
        </div>
      ) : null}
    </>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
