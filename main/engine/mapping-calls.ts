import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Engaged } from './engaged.ts';

type MappingHandlers = Pick<CallHandlers, 'mappings.list' | 'mappings.save' | 'mappings.drop'>;

/** How clients' sheets are read (열 맞추기). */
export function mappingCalls({ session, clock }: Engaged): MappingHandlers {
  return {
    'mappings.list': () => ({ rows: session().store.read(({ mappings }) => mappings.list()) }),
    'mappings.save': ({ name, mapping }) => ({
      id: session().store.transaction(({ mappings }) => mappings.save(name, mapping, clock.now())),
    }),
    'mappings.drop': ({ id }) => {
      const dropped = session().store.transaction(({ mappings }) => mappings.drop(id));
      if (!dropped) throw new NaruError('not-found', { what: String(id) });
      return {};
    },
  };
}
