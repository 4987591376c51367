import { createHash } from 'node:crypto';
import { z } from 'zod';
import { receiptSchema, remoteErrorSchema, noticeSchema } from '../../../shared/filing/receipts.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}

export const problemBody = z.object({
  type: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z.array(remoteErrorSchema).optional(),
});
export const receiptBody = receiptSchema;
export const noticesBody = z.object({ notices: z.array(noticeSchema), next: z.string() });

export function digestOf(text: string): string {
  return `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
}

export function numberOf(serial: number): string {
  return `1234526${String(serial).padStart(6, '0')}M`;
}

/** An import declaration with its mandatory items; `note` makes another document of it. */
export function importXml(no: string, note = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<wco:Declaration xmlns:wco="urn:kr:gov:kcs:data:standard:KCS_DeclarationOfIMP_929SchemaModule:1:0" xmlns:kcs="urn:kr:gov:kcs:data:standard:KCS_DeclarationOfIMP_929SchemaModule:1:0">
  <!--${note}-->
  <wco:DeclarationOfficeID>01020</wco:DeclarationOfficeID>
  <wco:ID>${no}</wco:ID>
  <wco:InvoiceAmount currencyID="USD">1000</wco:InvoiceAmount>
  <wco:IssueDateTime>20261123</wco:IssueDateTime>
  <wco:TotalGrossMassMeasure kcsUnitCode="KG">95.2</wco:TotalGrossMassMeasure>
  <wco:TotalPackageQuantity kcsUnitCode="CT">2</wco:TotalPackageQuantity>
  <wco:TypeCode>GOVCBR929</wco:TypeCode>
  <wco:TransactionNatureCode>11</wco:TransactionNatureCode>
  <kcs:ResponseTypeCode>AB</kcs:ResponseTypeCode>
  <kcs:PaymentTypeCode>11</kcs:PaymentTypeCode>
  <wco:CurrencyExchange><wco:RateNumeric>1390.5</wco:RateNumeric></wco:CurrencyExchange>
  <wco:CustomsProcedure><kcs:ProcessTypeCode>A</kcs:ProcessTypeCode><kcs:TypeCode>21</kcs:TypeCode></wco:CustomsProcedure>
  <wco:GoodsShipment>
    <wco:ExportationCountryCode>CN</wco:ExportationCountryCode>
    <wco:GovernmentAgencyGoodsItem>
      <wco:SequenceNumeric>1</wco:SequenceNumeric>
      <wco:Commodity>
        <wco:Description>COTTON SHIRT</wco:Description>
        <wco:Classification><wco:ID>6106202000</wco:ID></wco:Classification>
      </wco:Commodity>
    </wco:GovernmentAgencyGoodsItem>
    <wco:TradeTerms><wco:ConditionCode>CIF</wco:ConditionCode></wco:TradeTerms>
  </wco:GoodsShipment>
  <wco:GovernmentProcedure><wco:CurrentCode>D</wco:CurrentCode></wco:GovernmentProcedure>
  <wco:Importer><wco:Name>나루상사</wco:Name></wco:Importer>
  <wco:Submitter><wco:Name>한빛관세사무소</wco:Name></wco:Submitter>
  <wco:Payer><wco:Name>나루상사</wco:Name></wco:Payer>
</wco:Declaration>
`;
}

export interface Send {
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string | null>;
  timeoutMs?: number;
}

/** PUTs a document with good headers; `null` takes one away. */
export function put(url: string, path: string, { body, headers, timeoutMs }: Send = {}) {
  const no = path.split('/')[0] ?? '';
  const sent = body ?? importXml(no);
  const digest = createHash('sha256').update(sent).digest('base64');
  const all: Record<string, string | null> = {
    'content-type': 'application/xml',
    'content-digest': `sha-256=:${digest}:`,
    'document-type': 'import',
    ...headers,
  };
  return request(`${url}/v1/declarations/${path}`, 'PUT', all, sent, timeoutMs);
}

export function get(url: string, path: string, headers: Record<string, string> = {}) {
  return request(`${url}/v1/${path}`, 'GET', headers, null);
}

export function inquire(url: string, path: string) {
  return get(url, `declarations/${path}`);
}

async function request(
  url: string,
  method: string,
  headers: Record<string, string | null>,
  body: string | Uint8Array<ArrayBuffer> | null,
  timeoutMs = 5000,
): Promise<Reply> {
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] satisfies [string, string]],
  );
  const response = await fetch(url, {
    method,
    headers: present,
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const parsed: unknown = isJson ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** The reply, or `null` where none came whole. */
export async function reach(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch {
    return null;
  }
}
