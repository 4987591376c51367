import { countryCodes, importerRoles, payerIdKinds } from '../../codes/index.ts';
import { code, text } from '../table/formats.ts';
import { conditional, constant, inSection, mandatory, parent } from '../table/nodes.ts';
import {
  branchNo,
  buildingNo,
  email,
  partnerCode,
  partyId,
  phone,
  postcode,
  roadCode,
} from '../table/shapes.ts';

const country = code(countryCodes, 'countries');

/** The way to reach someone: TE telephone, EX extension, EM e-mail. */
const reachedBy = (kind: 'TE' | 'EX' | 'EM') => constant('wco:TypeID', kind);

/** Who shipped the goods (해외공급자). */
export const supplier = inSection(
  'parties',
  parent('wco:AdditionalDocument', [
    parent(
      'wco:Authenticator',
      [
        conditional('supplierCode', 'wco:ID', partnerCode),
        conditional('supplierName', 'wco:Name', text(60)),
        parent('wco:Address', [conditional('supplierCountry', 'wco:CountryCode', country)]),
      ],
      { needs: ['supplierName', 'supplierCountry'] },
    ),
  ]),
);

/** Who sold the goods (무역거래처). */
export const seller = inSection(
  'parties',
  parent(
    'wco:Seller',
    [
      conditional('sellerCode', 'wco:ID', partnerCode),
      conditional('sellerName', 'wco:Name', text(60)),
      parent('wco:Address', [conditional('sellerCountry', 'wco:CountryCode', country)]),
    ],
    { needs: ['sellerName', 'sellerCountry'] },
  ),
);

/** Freight forwarder (운송주선인). */
export const forwarder = inSection(
  'parties',
  parent('wco:Agent', [
    conditional('forwarderCode', 'wco:ID', text(5)),
    conditional('forwarderName', 'wco:Name', text(28)),
  ]),
);

export const importer = inSection(
  'parties',
  parent('wco:Importer', [
    conditional('importerCustomsCode', 'wco:ID', text(15)),
    mandatory('importerName', 'wco:Name', text(28)),
    mandatory('importerRole', 'wco:RoleCode', code(importerRoles, 'importer-roles')),
  ]),
);

/** Declarant (신고인). */
export const submitter = inSection(
  'parties',
  parent('wco:Submitter', [
    mandatory('submitterName', 'wco:Name', text(50)),
    parent('wco:Communication', [reachedBy('TE'), mandatory('submitterPhone', 'wco:ID', phone)]),
    parent('wco:Communication', [
      reachedBy('EX'),
      conditional('submitterExtension', 'wco:ID', text(10, { pattern: /^\d+$/, example: '1234' })),
    ]),
    parent('wco:Communication', [reachedBy('EM'), mandatory('submitterEmail', 'wco:ID', email)]),
  ]),
);

/** Payer (납세의무자). */
export const payer = inSection(
  'parties',
  parent('wco:Payer', [
    mandatory('payerId', 'wco:ID', partyId, { schemeAgencyID: 'ZZZ' }),
    conditional('payerCustomsCode', 'wco:ID', text(15), { schemeAgencyID: '380' }),
    conditional('payerBranch', 'wco:ID', branchNo, { schemeAgencyID: 'KTS' }),
    mandatory('payerName', 'wco:Name', text(28)),
    mandatory('payerIdKind', 'wco:RoleCode', code(payerIdKinds, 'payer-id-kinds')),
    parent('wco:Address', [
      conditional('payerRoadCode', 'wco:CountrySubDivisionID', roadCode),
      mandatory('payerAddress', 'wco:Line', text(40)),
      mandatory('payerPostcode', 'wco:PostcodeID', postcode),
      conditional('payerBuildingNo', 'kcs:BuildingNumber', buildingNo),
      conditional('payerAddressMore', 'kcs:Description', text(40)),
    ]),
    parent('wco:Contact', [mandatory('payerPerson', 'wco:Name', text(15))]),
    parent('wco:Communication', [reachedBy('TE'), mandatory('payerPhone', 'wco:ID', phone)]),
    parent('wco:Communication', [reachedBy('EM'), mandatory('payerEmail', 'wco:ID', email)]),
  ]),
);
