import { useState, type ReactNode } from 'react';
import { Form, Radio, RadioGroup } from 'react-aria-components';
import type { CallInput, CallOutput, EvidenceSubject } from '../../../shared/contract/index.ts';
import type { AttachedFiles, PersonalData } from '../../../shared/evidence/manifest.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { epochMs } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { koreanInstant, koreanMinute } from '../filing/korean-minute.ts';
import styles from './evidence-screen.module.css';

type Incident = CallOutput<'evidence.incidents'>['incidents'][number];

const hour = 3_600_000;
const spans = { hours: 24 * hour, days: 7 * 24 * hour } as const;
/** The choice of a span that somebody writes; incidents are chosen by their number. */
const ownSpan = 'span';
const fields = ['from', 'to'] as const;

/** What a pack is to be about, whether personal data goes with it, and where it is saved. */
export function MakeForm({
  incidents,
  folder,
  isBusy,
  onMake,
}: {
  incidents: readonly Incident[];
  folder: string;
  isBusy: boolean;
  onMake: (wanted: CallInput<'evidence.make'>) => void;
}): ReactNode {
  const { t } = useText();
  const [about, setAbout] = useState<string>(ownSpan);
  const [personalData, setPersonalData] = useState<PersonalData>('masked');
  const [attachedFiles, setAttachedFiles] = useState<AttachedFiles>('enclosed');
  const [span, setSpan] = useState(() => lastSpan(spans.hours));
  const [wrong, setWrong] = useState<ReadonlySet<(typeof fields)[number]>>(new Set());

  function submit(form: FormData): void {
    const subject = subjectOf(about, form);
    const missing = subject === null ? fields.filter((name) => instantIn(form, name) === null) : [];
    setWrong(new Set(missing));
    if (subject === null) return;
    const chosen = textOf(form, 'folder');
    onMake({ about: subject, personalData, attachedFiles, folder: chosen === '' ? null : chosen });
  }

  return (
    <Card title={t('evidence.span.title')}>
      <Form
        className={styles['body'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {incidents.length === 0 ? null : (
          <Incidents incidents={incidents} value={about} onChange={setAbout} />
        )}
        {about === ownSpan ? (
          <>
            <div className={styles['span']} key={`${span.from} ${span.to}`}>
              {fields.map((name) => (
                <Field
                  key={name}
                  name={name}
                  type="datetime-local"
                  label={t(`evidence.span.${name}`)}
                  hint={t('evidence.span.hint')}
                  problem={wrong.has(name) ? t('evidence.span.wrong') : undefined}
                  onMend={() => setWrong(new Set([...wrong].filter((one) => one !== name)))}
                  initial={koreanMinute(span[name])}
                />
              ))}
            </div>
            <div className={styles['quick']}>
              {(['hours', 'days'] as const).map((each) => (
                <Button key={each} kind="quiet" onPress={() => setSpan(lastSpan(spans[each]))}>
                  {t(`evidence.span.last.${each}`)}
                </Button>
              ))}
            </div>
          </>
        ) : null}
        <Option
          title={t('evidence.personal.title')}
          options={(['masked', 'included'] as const).map((option) => ({
            value: option,
            words: t(`evidence.personal.${option}`),
          }))}
          value={personalData}
          onChange={setPersonalData}
          hint={t(`evidence.personal.${personalData}Hint`)}
        />
        {incidents.length === 0 ? null : (
          <Option
            title={t('evidence.attached.title')}
            options={(['enclosed', 'named'] as const).map((option) => ({
              value: option,
              words: t(`evidence.attached.${option}`),
            }))}
            value={attachedFiles}
            onChange={setAttachedFiles}
            hint={t(`evidence.attached.${attachedFiles}Hint`)}
          />
        )}
        <Field
          name="folder"
          label={t('evidence.folder.title')}
          hint={t('evidence.folder.hint')}
          problem={undefined}
          onMend={() => undefined}
          placeholder={folder}
          maxLength={1000}
        />
        <div>
          <Button kind="main" type="submit" isDisabled={isBusy}>
            {t('evidence.make')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Option<Value extends string>({
  title,
  options,
  value,
  onChange,
  hint,
}: {
  title: string;
  options: readonly { value: Value; words: string }[];
  value: Value;
  onChange: (value: Value) => void;
  /** What the chosen one means. */
  hint: string;
}): ReactNode {
  return (
    <div className={styles['option']}>
      <span>{title}</span>
      <Choice label={title} options={options} value={value} onChange={onChange} />
      <p>{hint}</p>
    </div>
  );
}

function Incidents({
  incidents,
  value,
  onChange,
}: {
  incidents: readonly Incident[];
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const { t, format } = useText();
  return (
    <RadioGroup
      className={styles['incidents'] ?? ''}
      aria-label={t('evidence.span.incident')}
      value={value}
      onChange={onChange}
    >
      <Radio className={styles['incident'] ?? ''} value={ownSpan}>
        {t('evidence.span.noIncident')}
      </Radio>
      {incidents.map(({ id, startedAt, endedAt, grade, channels }) => (
        <Radio key={id} className={styles['incident'] ?? ''} value={String(id)}>
          <b>{t('evidence.pdf.incident.title', { id, grade: t(`evidence.grades.${grade}`) })}</b>
          <span>
            {format.moment(startedAt, engineNow())} –{' '}
            {endedAt === null ? t('evidence.span.ongoing') : format.moment(endedAt, engineNow())}
          </span>
          <small>{channels.map((one) => t(`evidence.channels.${one}`)).join(', ')}</small>
        </Radio>
      ))}
    </RadioGroup>
  );
}

function lastSpan(ms: number): { from: EpochMs; to: EpochMs } {
  const to = engineNow();
  return { from: epochMs(to - ms), to };
}

const instantIn = (form: FormData, name: string): EpochMs | null =>
  koreanInstant(textOf(form, name));

/** `null` where a time is missing. */
function subjectOf(about: string, form: FormData): EvidenceSubject | null {
  if (about !== ownSpan) return { is: 'incident', id: Number(about) };
  const [from, to] = [instantIn(form, 'from'), instantIn(form, 'to')];
  return from === null || to === null ? null : { is: 'span', from, to };
}
