import { documentKinds, isSupportedKind, type FilingInput } from '../../shared/documents/index.ts';
import type { CheckedFiling, Render } from '../outbox/index.ts';

/** A checked filing with what the outbox needs to know of its declaration. */
export function checkedFiling(filing: FilingInput): CheckedFiling {
  const document = documentKinds[filing.kind];
  return {
    reference: filing.reference,
    kind: filing.kind,
    priority: filing.priority,
    deadline: filing.deadline,
    summary: document.summarise(filing.declaration),
    declaration: filing.declaration,
  };
}

/** Renders a stored declaration after checking it again: what is on disk is input too. */
export const renderStored: Render = (kind, declaration, context) => {
  if (!isSupportedKind(kind))
    return { ok: false, errors: [{ field: 'kind', code: 'kind-not-supported', params: { kind } }] };
  const document = documentKinds[kind];
  const reading = document.read(declaration);
  if (!reading.ok) return reading;
  return { ok: true, xml: document.render(reading.declaration, context) };
};
