import { describe, expect, test, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined });
const { isIdleTooLong, lockMinutes } = await import('../../../renderer/app/idle-lock.ts');

describe('the lock of the screen', () => {
  test('is off until somebody sets it', () => {
    expect(lockMinutes[0]).toBe(0);
    expect(isIdleTooLong(0, Number.MAX_SAFE_INTEGER, 0)).toBe(false);
  });

  test('comes after exactly as long as was set', () => {
    for (const minutes of lockMinutes.filter((value) => value > 0)) {
      expect(isIdleTooLong(1000, 1000 + minutes * 60_000 - 1, minutes)).toBe(false);
      expect(isIdleTooLong(1000, 1000 + minutes * 60_000, minutes)).toBe(true);
    }
  });
});
