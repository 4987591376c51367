import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentKinds,
  readDocumentXml,
  type SupportedKind,
  supportedKinds,
} from '../../shared/documents/index.ts';
import { readTable } from '../../shared/documents/table/read.ts';
import { renderTable } from '../../shared/documents/table/render.ts';
import {
  arbitraryDeclaration,
  arbitraryValues,
  type Values,
} from '../support/declaration-arbitraries.ts';

const known = { declarationNo: '1234526000123M', declaredOn: '20260306' };

/** What is read back of a document, before it is checked. */
function throughXml(kind: SupportedKind, values: Values): unknown {
  const reading = readDocumentXml(renderTable(documentKinds[kind].table, values, known));
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  expect(reading).toMatchObject({ kind, declarationNo: '1234526000123M', leftOut: [] });
  return reading.declaration;
}

describe.each([...supportedKinds])('declarations of the kind %s', (kind) => {
  it('survive being rendered, read and checked, 1,000 of every shape', { timeout: 240_000 }, () => {
    const { table } = documentKinds[kind];
    fc.assert(
      fc.property(arbitraryValues(kind), (values) => {
        expect(readTable(table, values)).toMatchObject({ ok: true, declaration: values });
        const reading = readTable(table, throughXml(kind, values));
        expect(reading.ok ? reading.declaration : reading.errors).toEqual(values);
      }),
      { numRuns: 1000 },
    );
  });

  it('are taken by the rules too where these are kept', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(arbitraryDeclaration(kind), (values) => {
        const reading = documentKinds[kind].read(throughXml(kind, values));
        expect(reading.ok ? reading.declaration : reading.errors).toEqual(values);
      }),
      { numRuns: 100 },
    );
  });

  it('are never made out of any JSON value, and nothing fails', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(documentKinds[kind].read(input).ok).toBe(false);
      }),
    );
  });
});

describe('reading any text as a document', () => {
  it('never fails', () => {
    const piece = fc.constantFrom(
      ...'<wco:Declaration> </wco:Declaration> <TypeCode> GOVCBR929 </TypeCode> <ID/> & " \' < > <!-- --> <![CDATA[ ]]> <?xml ?> &amp; a="1"'.split(
        ' ',
      ),
      '나루',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const reading = readDocumentXml(text);
          expect(reading.ok || reading.errors.length > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
