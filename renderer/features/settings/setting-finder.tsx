import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import { findSettings, placeOf, type SettingId } from '../../../shared/settings/setting-list.ts';
import type { PacingName } from '../../../shared/sync/pacing.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import styles from './setting-finder.module.css';
import { showCard } from './setting-card.tsx';

/** 설정 찾기: everything that can be set, with its meaning, default and effect. */
export function SettingFinder(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [text, setText] = useState('');
  const fetch = useCallback(() => engine.call('pacing.get', {}), [engine]);
  const { value } = useFetched(fetch, { concerns: never });
  const found = useMemo(() => {
    if (text.trim() === '') return null;
    const usual: Partial<Record<PacingName, number>> = {};
    for (const { name, byDefault } of value?.values ?? []) usual[name] = byDefault;
    return findSettings(t, text, usual);
  }, [t, text, value]);
  return (
    <Card title={t('setup.title')}>
      <div className={styles['finder']}>
        <p>{t('setup.text')}</p>
        <SearchField className={styles['field'] ?? ''} value={text} onChange={setText}>
          <Label className={styles['label'] ?? ''}>{t('setup.title')}</Label>
          <Input
            className={styles['input'] ?? ''}
            placeholder={t('setup.placeholder')}
            spellCheck={false}
          />
        </SearchField>
        {found === null ? null : (
          <span role="status">
            {found.length === 0
              ? t('setup.none')
              : t('setup.found', { count: found.length, n: found.length })}
          </span>
        )}
      </div>
      {found === null || found.length === 0 ? null : (
        <ul className={styles['found']}>
          {found.map(({ id, words }) => (
            <li key={id} data-setting={id}>
              <div>
                <b>{words.label}</b>
                <p>{words.meaning}</p>
                <dl>
                  <dt>{t('setup.byDefault')}</dt>
                  <dd>{words.byDefault}</dd>
                  <dt>{t('setup.effect')}</dt>
                  <dd>{words.effect}</dd>
                </dl>
              </div>
              <GoButton id={id} label={words.label} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function GoButton({ id, label }: { id: SettingId; label: string }): ReactNode {
  const { t } = useText();
  return (
    <Button
      kind="quiet"
      aria-label={`${label}: ${t('setup.go')}`}
      onPress={() => showCard(placeOf(id).card)}
    >
      {t('setup.go')}
    </Button>
  );
}
