import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { fileKinds } from '../../../shared/contract/index.ts';
import { goTo } from '../../app/route.ts';
import { Button } from '../../components/button.tsx';
import { useIntake } from './intake-context.tsx';

const acceptedFiles = fileKinds.map((kind) => `.${kind}`);

/** A button that asks for files and takes them in. */
export function FilePicker({
  children,
  kind = 'plain',
}: {
  children: ReactNode;
  kind?: 'main' | 'plain';
}): ReactNode {
  const intake = useIntake();
  return (
    <FileTrigger
      acceptedFileTypes={acceptedFiles}
      allowsMultiple
      onSelect={(files) => {
        if (files === null) return;
        intake.add([...files]);
        goTo({ screen: 'intake' });
      }}
    >
      <Button kind={kind}>{children}</Button>
    </FileTrigger>
  );
}
