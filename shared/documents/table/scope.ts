import type { Field, List, Measured, Node, Parent, Repeat } from './nodes.ts';

export type Entry = Field | List | Repeat;

/** What is entered side by side: the header, one line, or one specification. */
export interface Scope {
  /** In KCS's order. */
  readonly entries: readonly Entry[];
  readonly byKey: ReadonlyMap<string, Entry>;
  readonly measured: readonly Measured[];
  readonly parentsWithNeeds: readonly {
    readonly keys: readonly string[];
    readonly needs: readonly string[];
  }[];
}

/** Whether something must be given for an entry. */
export const isMandatory = (entry: Entry): boolean =>
  entry.node === 'repeat' || (entry.node === 'field' && entry.mandatory);

const scopes = new WeakMap<readonly Node[], Scope>();

/** The entries of a table, or of what is repeated in it. */
export function scopeOf(children: readonly Node[]): Scope {
  const known = scopes.get(children);
  if (known !== undefined) return known;
  const scope = buildScope(children);
  scopes.set(children, scope);
  return scope;
}

function buildScope(children: readonly Node[]): Scope {
  const entries = entriesOf(children);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  if (byKey.size !== entries.length) throw new Error('a key stands twice in one scope');
  const parents = parentsOf(children);
  return {
    entries,
    byKey,
    measured: [...parents.flatMap((parent) => parent.children), ...children].filter(
      (node) => node.node === 'measured',
    ),
    parentsWithNeeds: parents
      .filter((parent) => parent.needs.length > 0)
      .map((parent) => ({
        keys: entriesOf(parent.children).map((entry) => entry.key),
        needs: parent.needs,
      })),
  };
}

function entriesOf(children: readonly Node[]): Entry[] {
  return children.flatMap((node): Entry[] => {
    switch (node.node) {
      case 'field':
      case 'list':
      case 'repeat':
        return [node];
      case 'measured':
        return [node.value, node.unit];
      case 'parent':
        return entriesOf(node.children);
      case 'constant':
      case 'known':
      case 'position':
        return [];
    }
  });
}

/** All parents of one scope, at any depth. */
function parentsOf(children: readonly Node[]): Parent[] {
  return children.flatMap((node) =>
    node.node === 'parent' ? [node, ...parentsOf(node.children)] : [],
  );
}
