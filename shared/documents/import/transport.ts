import { containerKinds, countryCodes, transportMeans } from '../../codes/index.ts';
import { code, date, listed, text } from '../table/formats.ts';
import { conditional, constant, inSection, mandatory, parent } from '../table/nodes.ts';
import { carrierCode, transportDocument } from '../table/shapes.ts';

const country = code(countryCodes, 'countries');

export const borderTransport = inSection(
  'transport',
  parent('wco:BorderTransportMeans', [
    mandatory('arrivedOn', 'wco:ArrivalDateTime', date),
    conditional('vessel', 'wco:Name', text(35)),
    conditional('vesselCountry', 'wco:RegistrationNationalityID', country),
    mandatory('transportMeans', 'wco:TypeCode', code(transportMeans, 'transport-means')),
  ]),
);

export const consignment = inSection(
  'transport',
  parent('wco:Consignment', [
    parent('wco:Carrier', [conditional('carrier', 'wco:ID', carrierCode)]),
    parent('wco:Express', [conditional('expressCompany', 'kcs:ID', text(6))]),
    parent('wco:TransportContractDocument', [
      conditional('billOfLading', 'wco:ID', transportDocument),
      constant('wco:TypeCode', '714'),
    ]),
    parent('wco:TransportContractDocument', [
      conditional('masterBillOfLading', 'wco:ID', transportDocument),
      constant('wco:TypeCode', '704'),
    ]),
    parent('wco:TransportEquipment', [
      mandatory('containerKind', 'wco:CharacteristicCode', code(containerKinds, 'container-kinds')),
    ]),
    parent('wco:UnloadingLocation', [
      mandatory(
        'arrivalPort',
        'wco:ID',
        listed('ports', text(5, { min: 2, pattern: /^[0-9A-Z]+$/, example: 'KRPUS' })),
      ),
    ]),
  ]),
);
