import { useCallback, type ReactNode } from 'react';
import { addressOf } from '../../app/route.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Notice } from '../../components/notice.tsx';

/** Least milliseconds between two looks at the disk. */
const restMs = 60_000;

/** A sentence on the first page before the disk is full; nothing while there is room. */
export function DiskNotice(): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('program.disk', {}), [engine]);
  const { value } = useFetched(fetch, { restMs });
  const disk = value?.disk ?? null;
  if (disk === null || disk.level === 'fine') return null;
  const sentence = t(`program.attention.${disk.level}`);
  return (
    <Notice
      tone={disk.level === 'short' ? 'bad' : 'warn'}
      sign="disk"
      action={<a href={addressOf({ screen: 'program' })}>{t('program.show')}</a>}
    >
      {t('program.diskNotice', { free: format.bytes(disk.freeBytes), sentence })}
    </Notice>
  );
}
