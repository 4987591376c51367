import { countryCodes, payerIdKinds } from '../../codes/index.ts';
import { code, text } from '../table/formats.ts';
import { conditional, inSection, mandatory, parent } from '../table/nodes.ts';
import { branchNo, buildingNo, partnerCode, partyId, postcode, roadCode } from '../table/shapes.ts';

const customsCode = text(15);
const byCustomsCode = { schemeAgencyID: '380' };
const byBranch = { schemeAgencyID: 'KTS' };

/** Who exports on another's behalf (수출대행자). */
export const exportAgent = inSection(
  'parties',
  parent('wco:Agent', [
    conditional('agentCustomsCode', 'wco:ID', customsCode, byCustomsCode),
    conditional('agentBranch', 'wco:ID', branchNo, byBranch),
    mandatory('agentName', 'wco:Name', text(28)),
  ]),
);

/** Owner of the goods (수출화주). */
export const exporter = inSection(
  'parties',
  parent('wco:Exporter', [
    conditional('exporterCustomsCode', 'wco:ID', customsCode, byCustomsCode),
    conditional('exporterId', 'wco:ID', partyId, { schemeAgencyID: 'ZZZ' }),
    conditional('exporterBranch', 'wco:ID', branchNo, byBranch),
    mandatory('exporterName', 'wco:Name', text(28)),
    conditional('exporterIdKind', 'wco:RoleCode', code(payerIdKinds, 'payer-id-kinds')),
    mandatory('exporterRole', 'kcs:TypeCode', code(['A', 'B', 'C', 'D'], 'exporter-roles')),
    parent('wco:Address', [
      conditional('exporterRoadCode', 'wco:CountrySubDivisionID', roadCode),
      conditional('exporterAddressMore', 'wco:Line', text(35)),
      mandatory('exporterPostcode', 'wco:PostcodeID', postcode),
      conditional('exporterBuildingNo', 'kcs:BuildingNumber', buildingNo),
      mandatory('exporterAddress', 'kcs:Description', text(35)),
    ]),
    parent('wco:Contact', [mandatory('exporterPerson', 'kcs:RepresentativeName', text(12))]),
  ]),
);

/** Buyer abroad (구매자) and the country of destination (목적국). */
export const buyer = inSection(
  'parties',
  parent('wco:Buyer', [
    mandatory('buyerCode', 'wco:ID', partnerCode),
    mandatory('buyerName', 'wco:Name', text(26)),
    parent('wco:Address', [
      inSection(
        'transport',
        mandatory('destinationCountry', 'wco:CountryCode', code(countryCodes, 'countries')),
      ),
    ]),
  ]),
);

/** Manufacturer (제조자); `제조미상9999000` where nobody knows it. */
export const manufacturer = inSection(
  'parties',
  parent('wco:Manufacturer', [
    mandatory('manufacturerCustomsCode', 'wco:ID', customsCode, byCustomsCode),
    conditional('manufacturerBranch', 'wco:ID', branchNo, byBranch),
    mandatory('manufacturerName', 'wco:Name', text(28)),
    parent('wco:Address', [mandatory('manufacturerPostcode', 'wco:PostcodeID', postcode)]),
  ]),
);

/** Declarant (신고인). */
export const exportSubmitter = inSection(
  'parties',
  parent('wco:Submitter', [
    conditional('submitterCode', 'wco:ID', text(5)),
    mandatory('submitterName', 'wco:Name', text(40)),
    parent('wco:Contact', [conditional('submitterPerson', 'kcs:RepresentativeName', text(12))]),
  ]),
);
