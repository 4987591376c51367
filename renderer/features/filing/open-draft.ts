import type { DraftBody, DraftSource, EngineClient } from '../../../shared/contract/index.ts';
import { goTo } from '../../app/route.ts';

type Json = DraftBody['declaration'];

/**
 * Begins a draft, which is on disk from then on, and opens it in the editor; `change` is made to
 * its declaration before.
 */
export async function openDraft(
  engine: EngineClient,
  from: DraftSource,
  change?: (declaration: Json) => Json,
): Promise<void> {
  const { id, version, body } = await engine.call('drafts.start', { from });
  if (change !== undefined)
    await engine.call('drafts.save', {
      id,
      version,
      body: { ...body, declaration: change(body.declaration) },
    });
  goTo({ screen: 'editor', draft: id });
}

/** The same declaration with one text for another, wherever it is a whole value. */
export function withText(declaration: Json, before: string, after: string): Json {
  if (declaration === before) return after;
  if (Array.isArray(declaration)) return declaration.map((each) => withText(each, before, after));
  if (declaration === null || typeof declaration !== 'object') return declaration;
  return Object.fromEntries(
    Object.entries(declaration).map(([key, value]) => [key, withText(value, before, after)]),
  );
}
