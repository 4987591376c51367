import { judgeCargoControlNo, judgeContainerNo } from '../../codes/index.ts';
import type { Findings } from './findings.ts';

/** Container numbers carry a check digit (ISO 6346); a few owners' do not. */
export function checkContainers(found: Findings, containers: readonly string[] | undefined): void {
  const seen = new Map<string, number>();
  for (const [at, container] of (containers ?? []).entries()) {
    if (judgeContainerNo(container) === 'doubtful')
      found.warn(`containers[${at}]`, 'unsure-check-digit', { value: container });
    const first = seen.get(container);
    if (first === undefined) seen.set(container, at + 1);
    else found.warn(`containers[${at}]`, 'twice', { value: container, first });
  }
}

export function checkCargoControlNo(found: Findings, cargoControlNo: string | undefined): void {
  found.doubtShape(
    'cargoControlNo',
    cargoControlNo,
    cargoControlNo !== undefined && judgeCargoControlNo(cargoControlNo) === 'fits',
    '20ANLU0001I2033',
  );
}
