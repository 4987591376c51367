import { checkDeclaration } from '../../shared/documents/checked.ts';
import { isSupportedKind } from '../../shared/documents/document-kinds.ts';
import { basisOf, summaryOf, type FilingInput } from '../../shared/documents/filing-input.ts';
import { renderPart } from '../../shared/documents/parts/part.ts';
import type { CheckedFiling, Describe, Render } from '../outbox/index.ts';

/** A checked filing with what the outbox needs to know of its declaration. */
export function checkedFiling(filing: FilingInput): CheckedFiling {
  const { reference, kind, priority, deadline, declaration } = filing;
  const summary = summaryOf(filing);
  return { reference, kind, priority, deadline, basis: basisOf(filing), summary, declaration };
}

/** Renders a stored declaration after checking it again: what is on disk is input too. */
export const renderStored: Render = (kind, declaration, context, part) => {
  if (!isSupportedKind(kind))
    return { ok: false, errors: [{ field: 'kind', code: 'kind-not-supported', params: { kind } }] };
  if (part.is !== 'declaration') return renderPart(kind, part, declaration, context);
  const read = checkDeclaration(kind, declaration);
  return read.ok ? { ok: true, xml: read.render(context) } : read;
};

/** What a list shows of a stored declaration, after checking it. */
export const describeStored: Describe = (kind, declaration) => {
  if (!isSupportedKind(kind)) return null;
  const read = checkDeclaration(kind, declaration);
  return read.ok ? { summary: read.summary, deadline: null, basis: read.basis } : null;
};
