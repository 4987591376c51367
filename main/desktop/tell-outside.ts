import { app, Notification } from 'electron';
import type { EngineEvent } from '../../shared/contract/index.ts';
import type { PageWindow } from './open-window.ts';

/** Shown ones are held until they are gone: one that is collected can no longer be clicked. */
const shown = new Set<Notification>();

/**
 * Shows what a person is to know as a notification of the system, while the window is not in front;
 * the page itself has it in its bar. How often is the engine's to decide.
 */
export function tellOutside(event: EngineEvent, window: PageWindow): void {
  if (event.topic !== 'attention' || window.isFocused() || !Notification.isSupported()) return;
  const { attention } = event;
  const body = app.getLocale().startsWith('ko') ? attention.ko : attention.en;
  const notification = new Notification({ title: '나루', body });
  shown.add(notification);
  notification.on('click', () => window.focus());
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
