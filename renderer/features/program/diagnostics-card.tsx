import { useState, type ReactNode } from 'react';
import { strToU8, zipSync } from 'fflate';
import type { DiagnosticFile } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Notice } from '../../components/notice.tsx';
import { saveFile } from '../intake/save-file.ts';
import styles from './program-screen.module.css';

/** So much of a file is shown: more is for no person's eyes. */
const mostShown = 20_000;

/** 진단 파일: every file is shown before it is saved, and what was shown is what is saved. */
export function DiagnosticsCard(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [files, setFiles] = useState<readonly DiagnosticFile[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const collect = (): void => {
    setProblem(null);
    engine.call('diagnostics.get', {}).then(
      (collected) => setFiles(collected.files),
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  return (
    <Card title={t('program.diagnostics.title')}>
      <div className={styles['foot']}>
        <Button onPress={collect}>{t('program.diagnostics.preview')}</Button>
        {files === null ? null : (
          <Button kind="main" onPress={() => save(files)}>
            {t('program.diagnostics.save')}
          </Button>
        )}
        <p>{t('program.diagnostics.text')}</p>
      </div>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {files === null ? null : <Preview files={files} />}
    </Card>
  );
}

function Preview({ files }: { files: readonly DiagnosticFile[] }): ReactNode {
  const { t, format } = useText();
  const [chosen, setChosen] = useState(files[0]?.name ?? '');
  const file = files.find(({ name }) => name === chosen) ?? files[0];
  if (file === undefined) return null;
  return (
    <div className={styles['preview']}>
      <Choice
        label={t('program.diagnostics.files')}
        options={files.map(({ name }) => ({ value: name, words: name }))}
        value={file.name}
        onChange={setChosen}
      />
      <p>
        {format.bytes(file.text.length)}
        {file.text.length > mostShown ? ` · ${t('program.diagnostics.tooLong')}` : null}
      </p>
      <textarea
        readOnly
        aria-label={file.name}
        spellCheck={false}
        value={file.text.slice(0, mostShown)}
      />
    </div>
  );
}

function save(files: readonly DiagnosticFile[]): void {
  const entries = Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]));
  const zip = zipSync(entries);
  // The library's buffer type is wider than what a Blob takes.
  saveFile('naru-diagnostics.zip', new Uint8Array(zip), 'application/zip');
}
