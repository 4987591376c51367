import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './dialog.module.css';

/** A question or a document over the screen; Esc and a click beside it close it. */
export function Dialog({
  title,
  wide = false,
  focusMain = false,
  onClose,
  children,
  actions,
}: {
  title: string;
  wide?: boolean;
  /** Enter does the main action at once; for what costs nothing. */
  focusMain?: boolean;
  onClose: () => void;
  children: ReactNode;
  actions: ReactNode;
}): ReactNode {
  const dialog = useRef<HTMLElement>(null);
  useFocusKept(dialog);
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles['modal'] ?? ''} data-wide={wide}>
        <AriaDialog className={styles['dialog'] ?? ''} ref={dialog}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['body']}>{children}</div>
          <Actions focusMain={focusMain}>{actions}</Actions>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * A button that has done its work goes, or cannot be pressed any more, and the focus with it: Esc and
 * Tab would then do nothing. The dialog takes it.
 */
function useFocusKept(dialog: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    let frame = 0;
    const look = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) element.focus();
      });
    };
    const changes = new MutationObserver(look);
    changes.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      changes.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [dialog]);
}

function Actions({ focusMain, children }: { focusMain: boolean; children: ReactNode }): ReactNode {
  const footer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focusMain) footer.current?.querySelector<HTMLElement>('[data-kind=main]')?.focus();
  });
  return (
    <footer className={styles['actions']} ref={footer}>
      {children}
    </footer>
  );
}
