import { describe, expect, test } from 'vitest';
import { groupDigits } from '../../../renderer/app/formats.ts';
import { foldersOf, wholeNumber } from '../../../renderer/features/settings/folders-of.ts';
import { rangesOf, usedOf } from '../../../renderer/features/settings/ranges-of.ts';
import { isDecimal } from '../../../renderer/features/stale/decimal-fields.ts';
import { folderGatewaySchema, numberSettingsSchema } from '../../../shared/contract/index.ts';

function typed(values: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

const good = {
  sendFolder: ' C:\\KCSAPI\\send_xml ',
  sentFolder: '',
  receiveFolders: 'C:\\KCSAPI\\recv_xml\n\n  \\\\server\\recv ',
  fileName: '{code}_{number}.xml',
  everySeconds: '3,600',
  synchroniseAfterHours: '0',
};

describe('the folders', () => {
  test('are what is typed, a line each, without blanks', () => {
    expect(folderGatewaySchema.parse(foldersOf(typed(good), 'cp949'))).toEqual({
      sendFolder: 'C:\\KCSAPI\\send_xml',
      sentFolder: null,
      receiveFolders: ['C:\\KCSAPI\\recv_xml', '\\\\server\\recv'],
      fileName: '{code}_{number}.xml',
      encoding: 'cp949',
      everySeconds: 3600,
      synchroniseAfterHours: 0,
    });
  });

  test.each([
    ['sendFolder', ''],
    ['receiveFolders', ' \n '],
    ['everySeconds', '열'],
    ['everySeconds', '0'],
    ['synchroniseAfterHours', '-1'],
  ])('are refused by their field where %s is %j', (field, value) => {
    const checked = folderGatewaySchema.safeParse(
      foldersOf(typed({ ...good, [field]: value }), 'utf-8'),
    );
    expect(checked.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});

describe('number ranges', () => {
  const row = { key: 0, desk: ' A ', letter: 'm', first: '1', last: '499,999' };

  test('are what is typed, with capitals and without separators', () => {
    expect(numberSettingsSchema.parse({ desk: 'A', ranges: rangesOf([row]) }).ranges).toEqual([
      { desk: 'A', letter: 'M', first: 1, last: 499_999 },
    ]);
    expect(
      numberSettingsSchema.safeParse({ desk: 'A', ranges: rangesOf([{ ...row, first: '' }]) })
        .success,
    ).toBe(false);
  });

  test('show how far they are used only as they are stored', () => {
    const use = [
      { desk: 'A', letter: 'M', first: 1, last: 499_999, year: 2026, next: 44, given: 43 },
    ];
    expect(usedOf(row, use)?.next).toBe(44);
    expect(usedOf({ ...row, last: '400000' }, use)).toBeNull();
  });
});

describe('figures', () => {
  test.each([
    ['12904560', '12,904,560'],
    ['1391.23', '1,391.23'],
    ['0.5', '0.5'],
    ['1000.25000', '1,000.25000'],
  ])('%s is shown as %s', (value, shown) => {
    expect(groupDigits(value)).toBe(shown);
  });

  test('are known from codes by the document’s own table', () => {
    expect(isDecimal('import', 'exchangeRate')).toBe(true);
    expect(isDecimal('import', 'lines[0].hsCode')).toBe(false);
    expect(isDecimal('import', 'billOfLading')).toBe(false);
  });

  test('are whole numbers or none', () => {
    expect(wholeNumber('1,440')).toBe(1440);
    expect(wholeNumber('1.5')).toBeNull();
    expect(wholeNumber('')).toBeNull();
  });
});
