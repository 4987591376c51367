import { useState, type ReactNode } from 'react';
import { FileTrigger, Form } from 'react-aria-components';
import type { ClientCertificate, ConnectionView } from '../../../shared/contract/connection.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { toBase64 } from '../intake/to-base64.ts';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

/** 클라이언트 인증서: what this office shows the central system of itself. */
export function CertificateForm({
  view,
  onSaved,
}: {
  view: ConnectionView;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const { certificate } = view;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isWrong, setWrong] = useState(false);
  const [status, setStatus] = useState<'idle' | 'saving' | 'saved' | Problem>('idle');

  function keep(work: Promise<unknown>): void {
    setStatus('saving');
    work.then(
      () => {
        setFiles([]);
        setStatus('saved');
        onSaved();
      },
      (error: unknown) => setStatus(problemOf(error)),
    );
  }
  async function store(passphrase: string): Promise<void> {
    const read = await readCertificate(files, passphrase);
    setWrong(read === null);
    if (read !== null) keep(engine.call('connection.setCertificate', { certificate: read }));
  }

  const particulars = certificate?.particulars ?? null;
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void store(textOf(new FormData(event.currentTarget), 'passphrase'));
      }}
    >
      <div className={styles['option']}>
        <span>{t('desktop.way.certificate.label')}</span>
        <p>
          {certificate === null
            ? t('desktop.way.certificate.none')
            : particulars === null
              ? certificate.name
              : t('desktop.way.certificate.shown', particulars)}
        </p>
        <p>{t('desktop.way.certificate.only')}</p>
        <div className={styles['save']}>
          <FileTrigger
            acceptedFileTypes={['.pfx', '.p12', '.pem', '.crt', '.cer', '.key']}
            allowsMultiple
            onSelect={(chosen) => {
              setFiles([...(chosen ?? [])]);
              setWrong(false);
              setStatus('idle');
            }}
          >
            <Button>{t('desktop.way.certificate.choose')}</Button>
          </FileTrigger>
          <span>
            {files.length === 0
              ? t('desktop.way.certificate.hint')
              : files.map(({ name }) => name).join(', ')}
          </span>
          {certificate === null ? null : (
            <Button
              kind="quiet"
              onPress={() => keep(engine.call('connection.setCertificate', { certificate: null }))}
            >
              {t('desktop.way.certificate.remove')}
            </Button>
          )}
        </div>
        {isWrong ? (
          <p role="alert" className={styles['problem']}>
            {t('desktop.way.certificate.wrongFiles')}
          </p>
        ) : null}
      </div>
      {files.length === 0 ? null : (
        <Field
          name="passphrase"
          type="password"
          label={t('desktop.way.certificate.passphrase.label')}
          hint={t('desktop.way.certificate.passphrase.hint')}
          problem={undefined}
          onMend={() => setStatus('idle')}
        />
      )}
      {files.length === 0 && typeof status === 'string' ? null : <SaveLine status={status} />}
    </Form>
  );
}

/** Which file is which is read from what is in them, not from their names; `null` where they do not fit. */
async function readCertificate(
  files: readonly File[],
  passphrase: string,
): Promise<ClientCertificate | null> {
  const texts = await Promise.all(files.map((file) => file.text()));
  const cert = texts.findIndex((text) => text.includes('-----BEGIN CERTIFICATE-----'));
  const key = texts.findIndex((text) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text));
  const [first] = files;
  const name = files
    .map((file) => file.name)
    .join(' + ')
    .slice(0, 200);
  if (files.some(({ size }) => size > 70_000) || first === undefined) return null;
  if (files.length === 1 && cert === -1 && key === -1)
    return { is: 'pfx', name, pfx: await toBase64(first), passphrase };
  const [certificateFile, keyFile] = [files[cert], files[key]];
  if (files.length > 2 || certificateFile === undefined || keyFile === undefined) return null;
  const [certificate, privateKey] = await Promise.all([
    toBase64(certificateFile),
    toBase64(keyFile),
  ]);
  return { is: 'pem', name, certificate, key: privateKey, passphrase };
}
