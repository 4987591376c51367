import { useEffect, type ReactNode } from 'react';
import { desktopHost, tellRefused, useHostState } from '../../app/desktop-host.ts';
import { goTo } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useIntake } from './intake-context.tsx';

/** Takes in the files that were opened with Naru, as if they had been dropped on its window. */
export function GivenFiles(): ReactNode {
  const filesAt = useHostState((state) => state.filesAt);
  return <TakeAll key={filesAt} />;
}

function TakeAll(): ReactNode {
  const intake = useIntake();
  useEffect(() => {
    // Each is fetched when its turn comes: a page that loads anew finds the rest still waiting.
    async function takeAll(): Promise<void> {
      if (desktopHost === null) return;
      const files: File[] = [];
      for (;;) {
        const next = await desktopHost.call('desktop.nextFile', {});
        if (next.is === 'none') break;
        if (next.is === 'file') files.push(new File([next.bytes], next.name));
        else tellRefused(next.problem);
      }
      if (files.length === 0) return;
      intake.add(files);
      goTo({ screen: 'intake' });
    }
    takeAll().catch((error: unknown) => tellRefused(problemOf(error)));
  }, [intake]);
  return null;
}
