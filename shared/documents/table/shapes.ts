import { listed, shaped, text } from './formats.ts';

/** Shapes that several documents share. */
export const customsOffice = shaped(/^\d{3}[0-9A-Z]{2}$/, '04010', /[-\s]/g);
export const bondedArea = shaped(/^\d{3}[0-9A-Z]{5}$/, '03012202');
export const partnerCode = shaped(/^[A-Z]{2}[0-9A-Z]{11}$/, 'CNTOSHIN12347');
export const postcode = shaped(/^\d{5}$/, '06164');
export const containerNo = shaped(/^[A-Z]{4}\d{7}$/, 'TCNU4394926');
export const branchNo = shaped(/^\d{4}$/, '0001');
export const roadCode = shaped(/^\d{12}$/, '116804166042');
export const buildingNo = shaped(/^\d{25}$/, '1168010500101590001000001');
export const packageKind = listed('packages', shaped(/^[A-Z]{2}$/, 'CT'));
export const unit = listed('units', text(3, { pattern: /^[A-Z][A-Z0-9]*$/, example: 'EA' }));
export const partyId = text(13, { ignores: /[-\s]/g });
export const phone = text(40, {
  pattern: /^(?:[(0+][0-9() -]{6,}|1\d{3}-?\d{4})$/,
  example: '042-123-4567',
});
export const email = text(100, {
  pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  example: 'name@example.com',
});
export const transportDocument = text(20, { pattern: /^[0-9A-Z-]+$/, example: 'DBSC96100123AB01' });
export const carrierCode = text(4, { min: 2, pattern: /^[0-9A-Z]+$/, example: 'HJSC' });
export const cargoControlNo = text(19, {
  min: 15,
  pattern: /^[0-9A-Z]+$/,
  example: '26KE0766SS20010003',
  ignores: /[-\s]/g,
});
