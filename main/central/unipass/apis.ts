import type { OpenApi } from '../../../shared/contract/lookups.ts';

/** Where UNI-PASS answers its open API. */
export const unipassUrl = 'https://unipass.customs.go.kr:38010';

interface ApiAddress {
  /** Service and operation behind `/ext/rest/`. */
  path: string;
  /** Local name of the answer's root. */
  root: string;
}

/** The calls that Naru makes (관세청 OPEN API 연계 가이드). */
export const apis: Readonly<Record<OpenApi, ApiAddress>> = {
  API001: {
    path: 'cargCsclPrgsInfoQry/retrieveCargCsclPrgsInfo',
    root: 'cargCsclPrgsInfoQryRtnVo',
  },
  API002: {
    path: 'expDclrNoPrExpFfmnBrkdQry/retrieveExpDclrNoPrExpFfmnBrkd',
    root: 'expDclrNoPrExpFfmnBrkdQryRtnVo',
  },
  API012: { path: 'trifFxrtInfoQry/retrieveTrifFxrtInfo', root: 'trifFxrtInfoQryRtnVo' },
  API018: { path: 'hsSgnQry/searchHsSgn', root: 'hsSgnSrchRtnVo' },
  API028: { path: 'persEcmQry/retrievePersEcm', root: 'persEcmQryRtnVo' },
};
