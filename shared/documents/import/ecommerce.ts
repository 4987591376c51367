import { ecommerceKinds } from '../../codes/index.ts';
import { code, text } from '../table/formats.ts';
import { conditional, inSection, list, parent, position } from '../table/nodes.ts';

const companyCode = text(9);
const companyName = text(60);

/** Purchasing or forwarding agent (구매·배송대행업자), and the company of special clearance. */
export const ecommerceAgent = inSection(
  'ecommerce',
  parent('wco:Agent', [
    conditional('specialClearanceCompany', 'wco:ID', text(10)),
    conditional('buyingAgentName', 'wco:Name', companyName),
    conditional('buyingAgentCode', 'kcs:RegistrationID', companyCode),
  ]),
);

/** How a buyer ordered abroad (전자상거래). */
export const ecommerceConsignment = inSection(
  'ecommerce',
  parent('wco:Consignment', [
    parent('wco:AdditionalInformation', [
      conditional(
        'ecommerceKind',
        'wco:StatementTypeCode',
        code(ecommerceKinds, 'ecommerce-kinds'),
      ),
    ]),
    parent('wco:Agent', [
      conditional('salesBrokerCode', 'wco:ID', companyCode),
      conditional('salesBrokerName', 'wco:Name', companyName),
    ]),
    parent('wco:Exporter', [
      conditional('overseasSellerCode', 'wco:ID', companyCode),
      conditional('overseasSellerName', 'wco:Name', companyName),
    ]),
    list('orderNumbers', 'wco:ID', {
      max: 50,
      format: text(35),
      within: {
        element: 'wco:PreviousDocument',
        position: position('wco:SequenceNumeric', 2),
        numbered: 'after',
      },
    }),
  ]),
);
