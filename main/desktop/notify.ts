import { Notification } from 'electron';
import type { Told } from './told.ts';

/** Shown ones are held until they are gone: one that is collected can no longer be clicked. */
const shown = new Set<Notification>();

export const canNotify = (): boolean => Notification.isSupported();

/** Shows a notice of the system. */
export function notify(told: Told, onClick: (address: string | null) => void): void {
  if (!canNotify()) return;
  const { title, body, address, isPressing } = told;
  const notification = new Notification({
    title,
    body,
    timeoutType: isPressing ? 'never' : 'default',
  });
  shown.add(notification);
  notification.on('click', () => onClick(address));
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
