import { useState, type ReactNode } from 'react';
import type { Incident, IncidentRemark } from '../../../shared/sync/incidents.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Section } from '../filing/section.tsx';
import { saveFile } from '../intake/save-file.ts';
import styles from './incidents.module.css';
import { RemarkForm } from './remark-form.tsx';

/** Official notices and notes on an incident, and the form to add one. */
export function Remarks({ incident: { id, remarks } }: { incident: Incident }): ReactNode {
  const { t } = useText();
  const [count, setCount] = useState(0);
  return (
    <Section title={t('incidents.remark.title')} count={remarks.length}>
      {remarks.length === 0 ? (
        <p className={styles['quiet']}>{t('incidents.remark.none')}</p>
      ) : (
        <ul className={styles['remarks']}>
          {remarks.toReversed().map((remark) => (
            <RemarkItem key={remark.id} incident={id} remark={remark} />
          ))}
        </ul>
      )}
      <RemarkForm key={count} id={id} onAdded={() => setCount(count + 1)} wasAdded={count > 0} />
    </Section>
  );
}

function RemarkItem({ incident, remark }: { incident: number; remark: IncidentRemark }): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const now = engineNow();
  const { file, text, link, ticket, seenAt } = remark;
  const save = (): void => {
    void engine.call('incidents.file', { id: incident, remark: remark.id }).then(
      ({ name, data }) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.codePointAt(0) ?? 0);
        saveFile(name, bytes, 'application/octet-stream');
      },
      () => undefined,
    );
  };
  return (
    <li>
      <p>
        <b>{t(`incidents.remark.${remark.kind}`)}</b> <time>{format.moment(remark.at, now)}</time>
        {seenAt === null ? null : (
          <small> · {t('incidents.remark.seen', { at: format.clock(seenAt, now) })}</small>
        )}
      </p>
      {text === '' ? null : <p className={styles['words']}>{text}</p>}
      {ticket === null ? null : (
        <p>
          {t('incidents.remark.ticket.label')} {ticket}
        </p>
      )}
      {link === null ? null : <p className={styles['words']}>{link}</p>}
      {file === null ? null : (
        <p>
          {file.name} ({format.bytes(file.size)}){' '}
          <Button kind="quiet" onPress={save}>
            {t('incidents.remark.save')}
          </Button>
        </p>
      )}
    </li>
  );
}
