import type { Field, List, Measured, Node, Parent, Repeat } from './nodes.ts';
import type { SectionId } from './sections.ts';

export type Entry = Field | List | Repeat;

/** What is entered side by side: the header, one line, or one specification. */
export interface Scope {
  /** In KCS's order. */
  readonly entries: readonly Entry[];
  readonly byKey: ReadonlyMap<string, Entry>;
  /** The section of the form that an entry stands in, by its key. */
  readonly sections: ReadonlyMap<string, SectionId>;
  readonly measured: readonly Measured[];
  readonly parentsWithNeeds: readonly {
    readonly keys: readonly string[];
    readonly needs: readonly string[];
  }[];
}

/** Whether something must be given for an entry. */
export const isMandatory = (entry: Entry): boolean =>
  entry.node === 'repeat'
    ? entry.min > 0
    : entry.node === 'field' && entry.mandatory && entry.fallback === null;

const scopes = new WeakMap<readonly Node[], Scope>();

/** The entries of a table, or of what is repeated in it. */
export function scopeOf(children: readonly Node[]): Scope {
  const known = scopes.get(children);
  if (known !== undefined) return known;
  const scope = buildScope(children);
  scopes.set(children, scope);
  return scope;
}

interface PlacedEntry {
  readonly entry: Entry;
  readonly section: SectionId | null;
}

function buildScope(children: readonly Node[]): Scope {
  const placed = placedEntries(children, null);
  const entries = placed.map(({ entry }) => entry);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  if (byKey.size !== entries.length) throw new Error('a key stands twice in one scope');
  const parents = parentsOf(children);
  return {
    entries,
    byKey,
    sections: new Map(
      placed.flatMap(({ entry, section }) => (section === null ? [] : [[entry.key, section]])),
    ),
    measured: [...parents.flatMap((parent) => parent.children), ...children].filter(
      (node) => node.node === 'measured',
    ),
    parentsWithNeeds: parents
      .filter((parent) => parent.needs.length > 0)
      .map((parent) => ({
        keys: placedEntries(parent.children, null).map(({ entry }) => entry.key),
        needs: parent.needs,
      })),
  };
}

function placedEntries(children: readonly Node[], outer: SectionId | null): PlacedEntry[] {
  return children.flatMap((node): PlacedEntry[] => {
    switch (node.node) {
      case 'field':
      case 'list':
        return [{ entry: node, section: node.section ?? outer }];
      case 'repeat':
        return [{ entry: node, section: null }];
      case 'measured': {
        const section = node.section ?? outer;
        return [
          { entry: node.value, section },
          { entry: node.unit, section },
        ];
      }
      case 'parent':
        return placedEntries(node.children, node.section ?? outer);
      case 'constant':
      case 'known':
      case 'position':
      case 'count':
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
