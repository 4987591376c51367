import {
  airportCodes,
  customsOfficeCodes,
  isInList,
  officeOfBondedArea,
  seaPortCodes,
} from '../../codes/index.ts';
import type { Findings } from './findings.ts';

const offices: ReadonlySet<string> = new Set(customsOfficeCodes);

/** Customs office 3 and division 2: an office that the list lacks may be a new one. */
export function checkCustomsOffice(found: Findings, customsOffice: string | undefined): void {
  if (customsOffice === undefined) return;
  const office = customsOffice.slice(0, 3);
  const division = customsOffice.slice(3);
  if (!offices.has(office)) found.warn('customsOffice', 'unsure-code', { value: office });
  else if (!isInList('customs-divisions', division))
    found.warn('customsOffice', 'unsure-division', { value: division });
}

/** A bonded area begins with the office that it belongs to, mostly the one that clears the goods. */
export function checkBondedArea(
  found: Findings,
  field: string,
  bondedArea: string | undefined,
  customsOffice: string | undefined,
): void {
  if (bondedArea === undefined) return;
  const office = officeOfBondedArea(bondedArea);
  if (!offices.has(office)) {
    found.warn(field, 'unsure-shape', { value: bondedArea, example: '03012202' });
    return;
  }
  const declaredAt = customsOffice?.slice(0, 3) ?? office;
  if (declaredAt !== office && offices.has(declaredAt))
    found.warn(field, 'other-office', { value: office, office: declaredAt });
}

const airports: ReadonlySet<string> = new Set(airportCodes);
const seaPorts: ReadonlySet<string> = new Set(seaPortCodes);

/** What a port is, where the list tells. */
export function portKind(port: string): 'airport' | 'sea-port' | null {
  if (airports.has(port)) return 'airport';
  return seaPorts.has(port) ? 'sea-port' : null;
}

/** Ships call at sea ports and aircraft at airports. */
export function checkPort(
  found: Findings,
  field: string,
  port: string | undefined,
  transportMeans: string | undefined,
): void {
  if (port === undefined || transportMeans === undefined) return;
  const kind = portKind(port);
  if (transportMeans === '10' && kind === 'airport')
    found.warn(field, 'airport-by-ship', { value: port });
  if (transportMeans === '40' && kind === 'sea-port')
    found.warn(field, 'sea-port-by-air', { value: port });
}
