import { useCallback, useState, type ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { engineNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import type { Commands } from '../../app/use-commands.ts';
import { Button } from '../../components/button.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { TransportBadge } from '../../components/state-badge.tsx';
import { Section } from '../filing/section.tsx';
import { ShowButton, useShown } from '../privacy/personal.tsx';
import { AmendTaken } from './amend-taken.tsx';
import type { Consignee } from './consignees.ts';
import { messageTo } from './message.ts';
import styles from './pccc.module.css';
import { RenewForm } from './renew-form.tsx';
import { useCopy } from './use-copy.ts';
import { usePeople } from './use-people.ts';

/** One consignee: what the service said, the message to send, and where the answer goes. */
export function PcccPanel({
  consignee,
  office,
  whole,
  commands,
}: {
  consignee: Consignee;
  office: string;
  /** Whether all mismatches have been read, so that none of the consignee's is missing. */
  whole: boolean;
  commands: Commands;
}): ReactNode {
  const { t, format } = useText();
  const { words, checkedAt, waiting, unknown, taken } = consignee;
  const people = usePeople();
  const fetch = useCallback(async () => {
    const [told] = await people([consignee]);
    return told ?? consignee;
  }, [people, consignee]);
  const shown = useShown(fetch);
  const told = shown.value ?? consignee;
  const { name, pccc, phone } = told;
  const [newPccc, setNewPccc] = useState<string | null>(null);
  const filings = [...waiting, ...unknown, ...taken];
  return (
    <SidePanel label={t('stale.pccc.panel')} title={name}>
      <p>
        {pccc} · {phone} <ShowButton shown={shown} what={t('stale.pccc.person')} />
      </p>
      <Section title={t('stale.pccc.said')}>
        <div className={styles['said']}>
          {words.map((said) => (
            <p key={said}>{said}</p>
          ))}
          <p>{t('stale.pccc.checkedAt', { at: format.moment(checkedAt, engineNow()) })}</p>
        </div>
      </Section>
      <Message
        text={messageTo(told, office)}
        // What is sent names whom it is sent to.
        whole={async () => messageTo(await fetch(), office)}
      />
      <Section title={t('stale.pccc.renew')}>
        <RenewForm
          consignee={consignee}
          whole={whole}
          commands={commands}
          onAnswered={setNewPccc}
        />
        <AmendTaken consignee={consignee} newPccc={newPccc} />
      </Section>
      <Section title={t('stale.pccc.filings', { count: filings.length })}>
        <ul className={styles['filings']}>
          {filings.map((row) => (
            <FilingItem key={row.id} row={row} />
          ))}
        </ul>
      </Section>
    </SidePanel>
  );
}

function Message({ text, whole }: { text: string; whole: () => Promise<string> }): ReactNode {
  const { t } = useText();
  const [copied, copy] = useCopy();
  useShortcuts({ KeyC: () => copy(whole) });
  return (
    <Section title={t('stale.pccc.message')}>
      <pre className={styles['message']} lang="ko">
        {text}
      </pre>
      <div className={styles['line']}>
        <Button kind="main" shortcut="C" onPress={() => copy(whole)}>
          {t('stale.pccc.copy')}
        </Button>
        <span role="status">
          {copied === 'done' ? t('stale.pccc.copied') : null}
          {copied === 'failed' ? t('stale.pccc.copyFailed') : null}
        </span>
      </div>
    </Section>
  );
}

function FilingItem({ row }: { row: FilingRow }): ReactNode {
  return (
    <li>
      <a href={addressOf({ screen: 'filings', view: 'all', open: row.id })}>
        <b>{formatDeclarationNo(row.declarationNo)}</b>
        <TransportBadge state={row.transport} />
        <span>{row.summary.goods}</span>
      </a>
    </li>
  );
}
