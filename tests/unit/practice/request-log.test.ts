import { expect, it } from 'vitest';
import { createRequestLog, type RequestEntry } from '../../../main/practice/request-log.ts';

function entry(request: number): RequestEntry {
  return {
    request,
    method: 'GET',
    path: '/',
    subject: null,
    at: request,
    digest: null,
    took: false,
    status: null,
    answer: null,
    end: 'open',
    endedAt: null,
  };
}

it('keeps the newest entries, oldest first, and no more', () => {
  const log = createRequestLog(3);
  const numbers = (): number[] => log.entries().map(({ request }) => request);
  expect(numbers()).toEqual([]);
  log.add(entry(1));
  log.add(entry(2));
  expect(numbers()).toEqual([1, 2]);
  for (let request = 3; request <= 1000; request += 1) log.add(entry(request));
  expect(numbers()).toEqual([998, 999, 1000]);
});

it('shows what has since become of an entry, and gives no hold on it', () => {
  const log = createRequestLog(3);
  const one = entry(1);
  log.add(one);
  one.end = 'answered';
  const [shown] = log.entries();
  expect(shown?.end).toBe('answered');
  if (shown !== undefined) shown.end = 'cut';
  expect(log.entries()[0]?.end).toBe('answered');
});
