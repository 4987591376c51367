import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './dialog.module.css';

/** A question or a document over the screen; Esc and a click beside it close it. */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
  actions,
}: {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
  actions: ReactNode;
}): ReactNode {
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
        <AriaDialog className={styles['dialog'] ?? ''}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['body']}>{children}</div>
          <footer className={styles['actions']}>{actions}</footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
