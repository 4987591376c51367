import iconv from 'iconv-lite';

export const encodings = ['UTF-8', 'EUC-KR', 'CP949'] as const;
export type SampleEncoding = (typeof encodings)[number];

/** A document as bytes, with an XML declaration that tells the truth. */
export function encoded(body: string, encoding: SampleEncoding): Uint8Array {
  const text = `<?xml version="1.0" encoding="${encoding}"?>\n${body}\n`;
  return encoding === 'UTF-8' ? new TextEncoder().encode(text) : iconv.encode(text, 'cp949');
}

export const sampleNo = '1234526000123M';

export const numberPlaces = [
  'Declaration/ID',
  'ID',
  'FunctionalReferenceID',
  'in reference',
] as const;
export type NumberPlace = (typeof numberPlaces)[number];

export interface Sample {
  code: string;
  no?: string;
  place?: NumberPlace;
  original?: string;
  /** Inside the response. */
  inside?: string;
  /** Inside the declaration. */
  about?: string;
  at?: string;
}

/** A notice in the shape that production clients read. */
export function notice(sample: Sample): string {
  const { code, place = 'Declaration/ID', original, inside = '', about = '' } = sample;
  const no = sample.no ?? sampleNo;
  const inDeclaration =
    place === 'Declaration/ID'
      ? `<wco:ID>${no}</wco:ID>`
      : place === 'in reference'
        ? `<wco:FunctionalReferenceID>${no}</wco:FunctionalReferenceID>`
        : '';
  const atTop =
    place === 'ID' || place === 'FunctionalReferenceID' ? `<wco:${place}>${no}</wco:${place}>` : '';
  const type = original === undefined ? '' : `<wco:TypeCode>GOVCBR${original}</wco:TypeCode>`;
  return `<wco:Response xmlns:wco="urn:x" xmlns:kcs="urn:y">
  <wco:IssueDateTime>${sample.at ?? '20261123101502'}</wco:IssueDateTime>
  <wco:TypeCode>GOVCBR${code}</wco:TypeCode>${atTop}
  <wco:Declaration><wco:AcceptanceDateTime>20261123101500</wco:AcceptanceDateTime>${inDeclaration}${type}${about}</wco:Declaration>
  ${inside}
</wco:Response>`;
}

export const status = (code: string): string =>
  `<wco:Status><wco:NameCode>${code}</wco:NameCode></wco:Status>`;
export const content = (text: string): string =>
  `<wco:AdditionalInformation><wco:Content>${text}</wco:Content></wco:AdditionalInformation>`;
export const fault = (text: string): string =>
  `<wco:Error><kcs:Description>${text}</kcs:Description></wco:Error>`;
