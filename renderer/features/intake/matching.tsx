import { useState, type ReactNode } from 'react';
import type { Sheet } from '../../../shared/contract/index.ts';
import { useIntake } from './intake-context.tsx';
import type { Job } from './intake-jobs.ts';
import { MappingDialog } from './mapping-dialog.tsx';
import { ownColumns, withoutOpen } from './mapping-draft.ts';
import { MappingLine } from './mapping-line.tsx';

/** How the columns are read, and the dialog in which that is changed. */
export function Matching({
  job,
  sheet,
  isBusy,
}: {
  job: Job;
  sheet: Sheet;
  isBusy: boolean;
}): ReactNode {
  const intake = useIntake();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useDraft(sheet);
  return (
    <>
      <MappingLine
        sheet={sheet}
        isBusy={isBusy}
        onOpen={() => setOpen(true)}
        onLeaveOut={() =>
          void intake.remap(job, withoutOpen(ownColumns(sheet.mapping, sheet), sheet))
        }
      />
      {isOpen ? (
        <MappingDialog
          job={job}
          sheet={sheet}
          isBusy={isBusy}
          draft={draft}
          onDraft={setDraft}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** What the person has chosen; begins anew where the sheet was read anew. */
function useDraft(sheet: Sheet) {
  const [seen, setSeen] = useState(sheet);
  const [draft, setDraft] = useState(() => ownColumns(sheet.mapping, sheet));
  if (seen !== sheet) {
    setSeen(sheet);
    setDraft(ownColumns(sheet.mapping, sheet));
  }
  return [draft, setDraft] as const;
}
