import type { ReactNode } from 'react';
import type { SettingCard as CardName } from '../../../shared/settings/setting-list.ts';

/** The place of a card on the settings screen, which the search leads to. */
export function SettingCard({ of, children }: { of: CardName; children: ReactNode }): ReactNode {
  return (
    <div id={placeId(of)} data-card={of} tabIndex={-1}>
      {children}
    </div>
  );
}

const placeId = (card: CardName): string => `setting-${card}`;

export function showCard(card: CardName): void {
  const place = document.querySelector<HTMLElement>(`#${placeId(card)}`);
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
}
