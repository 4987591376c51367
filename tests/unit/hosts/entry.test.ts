import { expect, test } from 'vitest';
import { createEntry } from '../../../main/loopback/entry.ts';

test('a token opens once, and what it opens is not the token', () => {
  const entry = createEntry();
  const token = entry.newToken();
  const session = entry.exchange(token);
  expect(session).not.toBeNull();
  expect(session).not.toBe(token);
  expect(entry.isSession(session ?? '')).toBe(true);
  expect(entry.exchange(token)).toBeNull();
  expect(entry.isSession(token)).toBe(false);
});

test('a wrong token neither opens nor uses up the right one', () => {
  const entry = createEntry();
  expect(entry.exchange('')).toBeNull();
  const token = entry.newToken();
  for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase()]) {
    expect(entry.exchange(wrong)).toBeNull();
  }
  expect(entry.exchange(token)).not.toBeNull();
});

test('a new token makes the one before it void and leaves sessions alone', () => {
  const entry = createEntry();
  const session = entry.exchange(entry.newToken()) ?? '';
  const older = entry.newToken();
  const newer = entry.newToken();
  expect(entry.exchange(older)).toBeNull();
  expect(entry.exchange(newer)).not.toBeNull();
  expect(entry.isSession(session)).toBe(true);
});

test('tokens have 256 bits and do not repeat', () => {
  const entry = createEntry();
  const tokens = Array.from({ length: 100 }, () => entry.newToken());
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});
