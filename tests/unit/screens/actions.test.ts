import { describe, expect, test } from 'vitest';
import { plan, resumeWord } from '../../../renderer/features/filings/actions.ts';
import { transportStates } from '../../../shared/filing/states.ts';
import { nextTransport } from '../../../shared/filing/transitions.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';
import { rowsIn } from './rows.ts';

describe('a command', () => {
  test.each(transportStates)('asks of a filing that is %s only what the table allows', (state) => {
    const rows = rowsIn(state);
    for (const command of ['hold', 'resume', 'cancel'] as const)
      for (const { action, ids } of plan(command, rows)) {
        if (action === 'make-urgent' || action === 'make-normal') throw new Error(action);
        expect(ids).toEqual(rows.map((row) => row.id));
        expect(nextTransport(state, action)).not.toBeNull();
      }
  });

  test.each(transportStates)('offers to undo for %s only what brings back what was', (state) => {
    for (const command of ['hold', 'resume', 'cancel'] as const)
      for (const { action, undo } of plan(command, rowsIn(state))) {
        if (undo === null || action === 'make-urgent' || action === 'make-normal') continue;
        if (undo.action === 'make-urgent' || undo.action === 'make-normal') throw new Error();
        const after = nextTransport(state, action);
        expect(after).not.toBeNull();
        if (after !== null) expect(nextTransport(after, undo.action)).toBe(state);
      }
  });

  test('can do nothing with a filing whose fate is not known', () => {
    const rows = rowsIn('unconfirmed');
    expect(plan('hold', rows)).toEqual([]);
    expect(plan('resume', rows)).toEqual([]);
    expect(plan('cancel', rows)).toEqual([]);
    expect(plan('urgency', rows)).toEqual([]);
  });

  test('makes all urgent unless all are', () => {
    const [row] = rowsIn('queued');
    if (row === undefined) throw new Error('no row');
    const normal = { ...row, priority: 'normal' } as const;
    const urgent = { ...row, priority: 'urgent' } as const;
    expect(plan('urgency', [normal, urgent])[0]?.action).toBe('make-urgent');
    expect(plan('urgency', [urgent])[0]?.action).toBe('make-normal');
  });

  test('takes the filings of a mixed selection that it can, and leaves the others', () => {
    const engine = createFakeEngine({ count: 60 });
    const [step] = plan('hold', engine.rows());
    const held = engine.rows().filter(({ id }) => step?.ids.includes(id));
    expect(new Set(held.map(({ transport }) => transport))).toEqual(new Set(['queued', 'recheck']));
  });

  test('is named by what it does', () => {
    expect(resumeWord(rowsIn('held'))).toBe('release');
    expect(resumeWord(rowsIn('refused'))).toBe('retry');
    expect(resumeWord(rowsIn('cancelled'))).toBe('restore');
  });
});
