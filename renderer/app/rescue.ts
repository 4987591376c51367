import { create } from 'zustand';
import type { Salvaged } from '../../shared/contract/rescue.ts';
import type { Problem } from '../../shared/errors.ts';

/** How far a person is with data that is damaged. */
export type RescueStep =
  | { is: 'idle' }
  | { is: 'working' }
  | { is: 'salvaged'; saved: Salvaged }
  | { is: 'failed'; problem: Problem };

/** Kept outside of the screen: the engine is there again before what it saved has been read. */
export const useRescue = create<{ step: RescueStep }>(() => ({ step: { is: 'idle' } }));
