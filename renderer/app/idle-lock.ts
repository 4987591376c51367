import { useEffect } from 'react';
import { create } from 'zustand';

/** Minutes without input after which the screen locks; 0: never. */
export const lockMinutes = [0, 5, 15, 30, 60] as const;
export type LockMinutes = (typeof lockMinutes)[number];

/** Whether a person has been away too long; a computer that slept counts as away. */
export function isIdleTooLong(lastInputAt: number, now: number, minutes: LockMinutes): boolean {
  return minutes > 0 && now - lastInputAt >= minutes * 60_000;
}

interface LockState {
  minutes: LockMinutes;
  locked: boolean;
}

/** The lock of this window; loading the page again does not open it. */
export const useLock = create<LockState>(() => ({
  minutes: lockMinutes.find((m) => String(m) === localStorage.getItem('naru.lock')) ?? 0,
  locked: sessionStorage.getItem('naru.locked') === 'yes',
}));

export function setLockMinutes(minutes: LockMinutes): void {
  localStorage.setItem('naru.lock', String(minutes));
  useLock.setState({ minutes });
}

export function lockNow(): void {
  sessionStorage.setItem('naru.locked', 'yes');
  useLock.setState({ locked: true });
}

export function unlockScreen(): void {
  sessionStorage.removeItem('naru.locked');
  useLock.setState({ locked: false });
}

/** What counts as a person being there. */
const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const lookEveryMs = 5000;

/** Locks the screen where nobody has touched it for as long as was set. */
export function useIdleLock(): void {
  const minutes = useLock((state) => state.minutes);
  const locked = useLock((state) => state.locked);
  useEffect(() => {
    if (minutes === 0 || locked) return;
    let lastInputAt = Date.now();
    const look = (): void => {
      if (isIdleTooLong(lastInputAt, Date.now(), minutes)) lockNow();
    };
    const noted = (): void => {
      // The first touch after a long sleep is not yet a sign of the right person.
      look();
      lastInputAt = Date.now();
    };
    for (const name of inputs) addEventListener(name, noted, { capture: true, passive: true });
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      for (const name of inputs) removeEventListener(name, noted, { capture: true });
    };
  }, [minutes, locked]);
}
