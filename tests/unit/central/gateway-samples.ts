import { contentDigest } from '../../../main/central/content-digest.ts';
import type { FrozenDocument, Gateway } from '../../../main/central/gateway.ts';
import { createHttpGateway } from '../../../main/central/http-gateway.ts';
import type { HttpGatewayOptions } from '../../../main/central/http-gateway.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';

export const token = 'office-token-5f1c9a';
export const declarationNo = declarationNoSchema.parse('1234526000123M');
export const bytes = new TextEncoder().encode('<Declaration>신고</Declaration>');
export const document: FrozenDocument = {
  declarationNo,
  part: { is: 'declaration' },
  kind: 'import',
  bytes,
  digest: contentDigest(bytes),
};

export const receipt = {
  declarationNo,
  state: 'received',
  receiptNo: 'R-1',
  receivedAt: '2026-11-23T09:00:00+09:00',
  digest: document.digest,
} as const;
export const pending = { declarationNo, state: 'processing' } as const;
export const rejection = {
  declarationNo,
  state: 'rejected',
  errors: [{ code: 'E12', path: '/Declaration/ID', message: '번호가 틀립니다' }],
} as const;

export function problem(type: string, status: number, more: object = {}): object {
  return { type: `https://gateway.example/problems/${type}`, status, ...more };
}

export function gatewayAt(baseUrl: string, more: Partial<HttpGatewayOptions> = {}): Gateway {
  return createHttpGateway({ baseUrl, token: () => token, userAgent: 'Naru/test', ...more });
}

/** Longer than any of these tests needs; a test that is about the deadline says its own. */
export const patient = { timeoutMs: 20_000 };
export const impatient = { timeoutMs: 250 };
