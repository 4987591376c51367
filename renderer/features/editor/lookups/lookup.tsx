import type { ReactNode } from 'react';
import type { FormField } from '../../../../shared/documents/form.ts';
import { HsLookup } from './hs-lookup.tsx';
import { PcccLookup } from './pccc-lookup.tsx';
import { RateLookup } from './rate-lookup.tsx';

/** What can be looked up at the open API (UNI-PASS) from within a field. */
export type LookupName = 'hs' | 'pccc' | 'rates';

const lookups: Readonly<Record<string, LookupName>> = {
  hsCode: 'hs',
  payerId: 'pccc',
  consigneeId: 'pccc',
  exchangeRate: 'rates',
};

export function lookupOf(key: string): LookupName | null {
  return Object.hasOwn(lookups, key) ? (lookups[key] ?? null) : null;
}

export interface LookupProps {
  /** Path of the line that the field stands in; empty for the declaration itself. */
  scope: string;
  field: FormField;
  onClose: () => void;
}

export function Lookup({ name, ...props }: LookupProps & { name: LookupName }): ReactNode {
  switch (name) {
    case 'hs':
      return <HsLookup {...props} />;
    case 'pccc':
      return <PcccLookup {...props} />;
    case 'rates':
      return <RateLookup {...props} />;
  }
}
