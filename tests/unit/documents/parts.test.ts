import { describe, expect, it } from 'vitest';
import {
  exampleFiling,
  partDocumentCode,
  readPart,
  renderPart,
} from '../../../shared/documents/index.ts';
import { type XmlElement, parseXml } from '../../../shared/documents/xml/parse.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { type Part, theDeclaration } from '../../../shared/filing/part.ts';
import { civilDate } from '../../../shared/time.ts';

const context = {
  declarationNo: declarationNoSchema.parse('1234526000123M'),
  declaredOn: civilDate('2026-03-09'),
  originalDeclaredOn: civilDate('2026-03-06'),
};
const reason = { code: '10', fault: '01', text: '단가를 잘못 적음' };
const amendment: Part = { is: 'amendment', sequence: 2 };
const withdrawal: Part = { is: 'withdrawal' };
const synchronisation: Part = { is: 'synchronisation', sequence: 1 };

const before = exampleFiling('import').declaration;
const after = {
  ...before,
  invoiceAmount: '27000.0',
  lines: before.lines.map((line, at) => (at === 1 ? { ...line, duty: '1' } : line)),
  containers: undefined,
};

function rootOf(rendered: ReturnType<typeof renderPart>): XmlElement {
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.errors));
  const reading = parseXml(rendered.xml);
  if (!reading.ok) throw new Error(reading.why);
  return reading.root;
}

const texts = (element: XmlElement, ...path: string[]): string[] =>
  path
    .reduce<XmlElement[]>(
      (found, name) => found.flatMap((one) => one.children.filter((child) => child.name === name)),
      [element],
    )
    .map(({ text }) => text);

const errorsOf = (rendered: ReturnType<typeof renderPart>) =>
  rendered.ok ? [] : rendered.errors.map(({ field, code }) => [field, code]);

describe('the document code of a part', () => {
  it('is that of KCS, and none where none is known', () => {
    const parts = [theDeclaration, amendment, withdrawal, synchronisation];
    const codes = (['import', 'export', 'list-clearance'] as const).map((kind) =>
      parts.map((part) => partDocumentCode(kind, part)),
    );
    expect(codes).toEqual([
      ['GOVCBR929', 'GOVCBR5FE', 'GOVCBR5BF', 'GOVCBR5TE'],
      ['GOVCBR830', 'GOVCBR5AS', 'GOVCBR5AS', 'GOVCBR5TG'],
      ['GOVCBR936', null, null, null],
    ]);
  });
});

describe('an amendment', () => {
  it('says what changes, from what to what, and carries the whole declaration as it shall be', () => {
    const root = rootOf(renderPart('import', amendment, { reason, before, after }, context));
    expect(texts(root, 'TypeCode')).toEqual(['GOVCBR5FE']);
    expect(texts(root, 'ID')).toEqual([context.declarationNo]);
    expect(texts(root, 'IssueDateTime')).toEqual(['20260309']);
    expect(texts(root, 'SequenceNumeric')).toEqual(['2']);
    expect(texts(root, 'AdditionalInformation', 'Content')).toEqual([reason.text]);
    expect(texts(root, 'AdditionalInformation', 'StatementCode')).toEqual(['10']);
    expect(texts(root, 'AdditionalInformation', 'ResponsibilityCode')).toEqual(['01']);
    expect(texts(root, 'Amendment', 'Description')).toEqual([
      '결제금액',
      '2란 관세액',
      '컨테이너번호 1번째',
    ]);
    expect(texts(root, 'Amendment', 'Pointer', 'TagID')).toEqual([
      'invoiceAmount',
      'lines[1].duty',
      'containers[0]',
    ]);
    expect(texts(root, 'Amendment', 'BeforeContent')).toEqual([
      '26540',
      '422990',
      before.containers?.[0],
    ]);
    expect(texts(root, 'Amendment', 'AfterContent')).toEqual(['27000', '1']);
    const amended = 'GoodsDeclaration';
    expect(texts(root, amended, 'InvoiceAmount')).toEqual(['27000']);
    expect(texts(root, amended, 'IssueDateTime')).toEqual(['20260306']);
    expect(texts(root, amended, 'GoodsShipment', 'GovernmentAgencyGoodsItem')).toHaveLength(2);
  });

  it('leaves the date of the original out where nobody knows it', () => {
    const { originalDeclaredOn: _, ...unknown } = context;
    const root = rootOf(renderPart('import', amendment, { reason, before, after }, unknown));
    expect(texts(root, 'GoodsDeclaration', 'IssueDateTime')).toEqual([]);
  });

  it('goes to the office that has the declaration', () => {
    const moved = { ...after, customsOffice: '040C1' };
    const root = rootOf(renderPart('import', amendment, { reason, before, after: moved }, context));
    expect(texts(root, 'DeclarationOfficeID')).toEqual([before.customsOffice]);
    expect(texts(root, 'GoodsDeclaration', 'DeclarationOfficeID')).toEqual(['040C1']);
  });

  it('of what was kept before a field had a value of its own does not change that field', () => {
    const { responseType: _, ...older } = before;
    const content = { reason, before: older, after };
    const root = rootOf(renderPart('import', amendment, content, context));
    expect(texts(root, 'Amendment')).toHaveLength(3);
  });

  it.each([
    [{ reason, before, after: before }, [['changes', 'too-few']]],
    [{ reason: { ...reason, text: '  ' }, before, after }, [['reasonText', 'required']]],
    [{ reason, before, after: { ...after, importerName: '' } }, [['importerName', 'required']]],
    [{ reason, before }, [['', 'wrong-type']]],
    [null, [['', 'wrong-type']]],
  ])('is refused where it changes nothing or is not in order (%#)', (content, errors) => {
    expect(errorsOf(renderPart('import', amendment, content, context))).toEqual(errors);
  });

  it('doubts a code that is not in the list, and what the declaration itself leaves in doubt', () => {
    const content = {
      reason: { ...reason, fault: 'Z9' },
      before,
      after: { ...after, packageKind: 'QQ' },
    };
    const reading = readPart('import', amendment, content, context);
    const doubts = reading.ok ? reading.warnings.map(({ field }) => field) : [];
    expect(doubts).toContain('fault');
    expect(doubts).toContain('packageKind');
    expect(doubts.filter((field) => field.startsWith('amended'))).toEqual([]);
  });
});

describe('a withdrawal', () => {
  it('of an import is a document of its own', () => {
    const root = rootOf(renderPart('import', withdrawal, { reason, before }, context));
    expect(texts(root, 'TypeCode')).toEqual(['GOVCBR5BF']);
    expect(texts(root, 'DeclarationOfficeID')).toEqual([before.customsOffice]);
    expect(texts(root, 'AdditionalInformation', 'StatementCode')).toEqual(['10']);
  });

  it('of an export is the amendment document, marked B', () => {
    const original = exampleFiling('export').declaration;
    const marks = [
      renderPart('export', withdrawal, { reason, before: original }, context),
      renderPart(
        'export',
        amendment,
        { reason, before: original, after: { ...original, packages: '46' } },
        context,
      ),
    ].map((rendered) => {
      const root = rootOf(rendered);
      return [...texts(root, 'TypeCode'), ...texts(root, 'ApplicationTypeCode')];
    });
    expect(marks).toEqual([
      ['GOVCBR5AS', 'B'],
      ['GOVCBR5AS', 'A'],
    ]);
  });

  it('needs a reason', () => {
    const content = { reason: { ...reason, text: '' }, before };
    expect(errorsOf(renderPart('import', withdrawal, content, context))).toEqual([
      ['reasonText', 'required'],
    ]);
  });
});

describe('a request to synchronise', () => {
  it('names number, sequence, declarant, payer and reason', () => {
    const content = { reason: '접수 여부 확인', before };
    const root = rootOf(renderPart('import', synchronisation, content, context));
    expect(texts(root, 'TypeCode')).toEqual(['GOVCBR5TE']);
    expect(texts(root, 'ID')).toEqual([context.declarationNo]);
    expect(texts(root, 'SequenceNumeric')).toEqual(['1']);
    expect(texts(root, 'Submitter', 'ID')).toEqual(['12345']);
    expect(texts(root, 'Payer', 'ID')).toEqual([before.payerId]);
    expect(texts(root, 'AdditionalInformation', 'Content')).toEqual(['접수 여부 확인']);
  });

  it('asks with the exporter of an export', () => {
    const original = exampleFiling('export').declaration;
    const content = { reason: '접수 여부 확인', before: original };
    const root = rootOf(renderPart('export', synchronisation, content, context));
    expect(texts(root, 'TypeCode')).toEqual(['GOVCBR5TG']);
    expect(texts(root, 'Payer', 'ID')).toEqual([original.exporterId]);
  });

  it('is refused with a reason that is too long', () => {
    const content = { reason: '가'.repeat(501), before };
    expect(errorsOf(renderPart('import', synchronisation, content, context))).toEqual([
      ['reasonText', 'too-long'],
    ]);
  });
});

describe('a part of a clearance list', () => {
  it('is refused: no document of KCS is known for it', () => {
    const original = exampleFiling('list-clearance').declaration;
    const content = { reason, before: original };
    expect(errorsOf(renderPart('list-clearance', withdrawal, content, context))).toEqual([
      ['kind', 'kind-not-supported'],
    ]);
  });
});
