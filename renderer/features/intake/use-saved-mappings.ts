import { useEffect, useState } from 'react';
import type { SavedMapping } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';

/** The mappings that are saved, and a way to delete one. */
export function useSavedMappings(onProblem: (problem: Problem) => void): {
  rows: readonly SavedMapping[];
  drop: (saved: SavedMapping) => void;
} {
  const engine = useEngine();
  const [rows, setRows] = useState<readonly SavedMapping[]>([]);
  useEffect(() => {
    engine
      .call('mappings.list', {})
      .then((answer) => setRows(answer.rows))
      .catch((error: unknown) => onProblem(problemOf(error)));
  }, [engine, onProblem]);
  const drop = ({ id }: SavedMapping): void => {
    engine
      .call('mappings.drop', { id })
      .then(() => setRows((before) => before.filter((row) => row.id !== id)))
      .catch((error: unknown) => onProblem(problemOf(error)));
  };
  return { rows, drop };
}
