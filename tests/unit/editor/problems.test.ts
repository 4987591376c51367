import { expect, test } from 'vitest';
import {
  formatFault,
  indexProblems,
  isMissing,
  ownerOf,
} from '../../../renderer/features/editor/problems.ts';
import type { FormField } from '../../../shared/documents/form.ts';
import { decimal } from '../../../shared/documents/table/formats.ts';

const error = (field: string, code: 'required' | 'pattern' = 'pattern') => ({
  field,
  code,
  params: {},
});

test('잘못은 항목으로, 줄로 찾을 수 있다', () => {
  const check = {
    errors: [error('lines[2].hsCode'), error('lines[2].specifications[1].unitPrice')],
    warnings: [{ field: 'containers[3]', code: 'unusual' as const, params: {} }],
  };
  const index = indexProblems(check, new Map());
  expect(index.all).toHaveLength(3);
  expect(index.byPath.get('lines[2].hsCode')).toHaveLength(1);
  expect(index.byPath.get('containers')).toHaveLength(1);
  expect(index.byRow.get('lines[2]')).toBe('hsCode:error specifications:error');
  expect(index.byRow.get('lines[2].specifications[1]')).toBe('unitPrice:error');
});

test('고치는 동안은 그 항목의 지난 확인을 말하지 않는다', () => {
  const check = { errors: [error('currency'), error('vessel')], warnings: [] };
  const typing = indexProblems(check, new Map([['currency', null]]));
  expect(typing.all.map(({ about }) => about.field)).toEqual(['vessel']);
  const own = indexProblems(check, new Map([['currency', error('currency', 'required')]]));
  expect(own.byPath.get('currency')?.every(isMissing)).toBe(true);
});

test('항목의 모양은 바로 안다', () => {
  const field: FormField = {
    key: 'freight',
    format: decimal(18, 0),
    mandatory: false,
    several: false,
    unitOf: null,
    list: null,
    fallback: null,
  };
  expect(formatFault(field, 'freight', '12.5')).toMatchObject({ code: 'not-whole' });
  expect(formatFault(field, 'freight', '125')).toBeNull();
  expect(formatFault(field, 'freight', undefined)).toBeNull();
  expect(formatFault({ ...field, several: true }, 'freight', ['1', 'x'])).toMatchObject({
    field: 'freight[1]',
  });
});

test('목록의 한 값은 목록의 것이다', () => {
  expect(ownerOf('containers[2]')).toBe('containers');
  expect(ownerOf('lines[0].hsCode')).toBe('lines[0].hsCode');
});
