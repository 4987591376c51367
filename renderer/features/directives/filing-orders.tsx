import { useCallback, type ReactNode } from 'react';
import {
  formatDeclarationNo,
  readDeclarationNo,
  type FilingId,
} from '../../../shared/filing/numbers.ts';
import { addressOf } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Section } from '../filing/section.tsx';
import styles from './directives.module.css';
import { DoubleLine } from './doubles.tsx';

/** What directives did to a filing, which number stands in its place, and what came out twice. */
export function FilingOrders({ id }: { id: FilingId }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('directives.of', { id }), [engine, id]);
  const { value } = useFetched(fetch, {
    concerns: (changed) => changed === null || changed.includes(id),
  });
  if (value === null || (value.orders.length === 0 && value.replaces === null)) return null;
  const { orders, replacedBy, replaces, doubles } = value;
  return (
    <Section title={t('directives.filing.title')} count={orders.length}>
      <ul className={styles['orders']}>
        {doubles.map((double) => (
          <li key={`double ${double.id}`}>
            <DoubleLine double={double} />
          </li>
        ))}
        {replaces === null ? null : (
          <li>
            <a href={addressOf({ screen: 'filings', view: 'all', open: replaces.id })}>
              {t('directives.filing.old', { no: numberIn(replaces.declarationNo) })}
            </a>
          </li>
        )}
        {replacedBy === null ? null : (
          <li>
            <a href={addressOf({ screen: 'filings', view: 'all', open: replacedBy.id })}>
              {t('directives.filing.new', { no: numberIn(replacedBy.declarationNo) })}
            </a>
          </li>
        )}
        {orders.map(({ directiveId, kind, step, state }) => (
          <li key={directiveId}>
            <a href={addressOf({ screen: 'directives', open: directiveId })}>
              {t('directives.filing.line', {
                no: directiveId,
                kind: t(`directives.kind.${kind}`),
                what: t(`directives.step.${step}`),
              })}
            </a>{' '}
            · {t(`directives.state.${state}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function numberIn(text: string): string {
  const no = readDeclarationNo(text);
  return no === null ? text : formatDeclarationNo(no);
}
