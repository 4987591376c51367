import { useCallback } from 'react';
import { useEngine } from '../../app/session-context.tsx';
import { anyFiling, type Consignee } from './consignees.ts';

/** People that one call tells of. */
const atOnce = 1000;

/** Asks for the names and numbers of consignees; the engine writes down that they were shown. */
export function usePeople(): (of: readonly Consignee[]) => Promise<Consignee[]> {
  const engine = useEngine();
  return useCallback(
    async (of) => {
      const told = new Map<string, Pick<Consignee, 'name' | 'pccc' | 'phone'>>();
      const asked = of.flatMap((consignee) => {
        const filing = anyFiling(consignee);
        return filing === undefined ? [] : [{ id: filing.id, person: consignee.id }];
      });
      for (let from = 0; from < asked.length; from += atOnce) {
        const part = asked.slice(from, from + atOnce);
        const { people } = await engine.call('personal.consignees', { of: part });
        for (const { person, ...values } of people) told.set(person, values);
      }
      return of.map((consignee) => ({ ...consignee, ...told.get(consignee.id) }));
    },
    [engine],
  );
}
