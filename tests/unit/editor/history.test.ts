import { expect, test } from 'vitest';
import {
  noHistory,
  redone,
  remembered,
  undone,
} from '../../../renderer/features/editor/history.ts';

test('되돌리고 다시 하면 그대로다', () => {
  const history = remembered(remembered(noHistory, { n: '1' }, null), { n: '2' }, null);
  const back = undone(history, { n: '3' });
  expect(back?.values).toEqual({ n: '2' });
  const further = back === null ? null : undone(back.history, back.values);
  expect(further?.values).toEqual({ n: '1' });
  const again = further === null ? null : redone(further.history, further.values);
  expect(again?.values).toEqual({ n: '2' });
});

test('한 칸에서 이어 친 것은 한 걸음이다', () => {
  const typed = ['', 'a', 'ab'].reduce(
    (history, n) => remembered(history, { n }, 'vessel'),
    noHistory,
  );
  expect(typed.past).toHaveLength(1);
  expect(undone(typed, { n: 'abc' })?.values).toEqual({ n: '' });
});

test('새로 고치면 다시 할 것은 없어진다', () => {
  const back = undone(remembered(noHistory, { n: '1' }, null), { n: '2' });
  const history = back === null ? noHistory : remembered(back.history, { n: '1' }, 'vessel');
  expect(redone(history, { n: '9' })).toBeNull();
  expect(undone(noHistory, {})).toBeNull();
});
