import type { Format, ValueOf } from './formats.ts';

/** A value that is entered, in an element of its own. */
export interface Field<
  Key extends string = string,
  F extends Format = Format,
  Mandatory extends boolean = boolean,
> {
  readonly node: 'field';
  readonly key: Key;
  readonly element: string;
  readonly format: F;
  readonly mandatory: Mandatory;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A value and its unit or currency, which stands in an attribute; both or neither. */
export interface Measured<Value extends Field = Field, Unit extends Field = Field> {
  readonly node: 'measured';
  readonly value: Value;
  readonly unit: Unit;
  readonly attribute: string;
}

/** Text that is the same in every document; alone it does not make its parent appear. */
export interface Constant {
  readonly node: 'constant';
  readonly element: string;
  readonly text: string;
}

/** What is known only when the document is rendered. */
export interface Known {
  readonly node: 'known';
  readonly element: string;
  readonly from: 'declarationNo' | 'declaredOn';
}

/** The running number of a repeated element, filled up with zeros. */
export interface Position {
  readonly node: 'position';
  readonly element: string;
  readonly width: number;
}

export interface Parent<Children extends readonly Node[] = readonly Node[]> {
  readonly node: 'parent';
  readonly element: string;
  readonly children: Children;
  /** Keys that are needed as soon as anything in this parent is given. */
  readonly needs: readonly string[];
}

/** An element repeated for each text of a list. */
export interface List<Key extends string = string> {
  readonly node: 'list';
  readonly key: Key;
  readonly element: string;
  readonly max: number;
  readonly position: Position;
  readonly item: string;
  readonly format: Format;
}

/** An element repeated for each object of a list. */
export interface Repeat<
  Key extends string = string,
  Children extends readonly Node[] = readonly Node[],
> {
  readonly node: 'repeat';
  readonly key: Key;
  readonly element: string;
  readonly min: number;
  readonly max: number;
  readonly children: Children;
}

export type Node = Field | Measured | Constant | Known | Position | Parent | List | Repeat;

/** A document as KCS orders its elements. */
export interface Table<Children extends readonly Node[] = readonly Node[]> {
  readonly root: string;
  readonly namespace: string;
  readonly children: Children;
}

type Attributes = Readonly<Record<string, string>>;

/** KCS's M: must be given. */
export function mandatory<const Key extends string, F extends Format>(
  key: Key,
  element: string,
  format: F,
  attributes: Attributes = {},
): Field<Key, F, true> {
  return { node: 'field', key, element, format, mandatory: true, attributes };
}

/** KCS's C: given where it applies. */
export function conditional<const Key extends string, F extends Format>(
  key: Key,
  element: string,
  format: F,
  attributes: Attributes = {},
): Field<Key, F, false> {
  return { node: 'field', key, element, format, mandatory: false, attributes };
}

export function measured<Value extends Field, Unit extends Field>(
  value: Value,
  attribute: string,
  unit: Unit,
): Measured<Value, Unit> {
  return { node: 'measured', value, unit, attribute };
}

export function constant(element: string, content: string): Constant {
  return { node: 'constant', element, text: content };
}

export function known(element: string, from: Known['from']): Known {
  return { node: 'known', element, from };
}

export function position(element: string, width: number): Position {
  return { node: 'position', element, width };
}

export function parent<const Children extends readonly Node[]>(
  element: string,
  children: Children,
  options: { needs?: readonly string[] } = {},
): Parent<Children> {
  return { node: 'parent', element, children, needs: options.needs ?? [] };
}

export function list<const Key extends string>(
  key: Key,
  element: string,
  parts: Omit<List, 'node' | 'key' | 'element'>,
): List<Key> {
  return { node: 'list', key, element, ...parts };
}

export function repeat<const Key extends string, const Children extends readonly Node[]>(
  key: Key,
  element: string,
  count: { min: number; max: number },
  children: Children,
): Repeat<Key, Children> {
  return { node: 'repeat', key, element, ...count, children };
}

/** Every entry that has a key, through all parents of one scope. */
type Entries<N> = N extends { readonly node: 'field' | 'list' | 'repeat' }
  ? N
  : N extends { readonly node: 'measured'; readonly value: infer Value; readonly unit: infer Unit }
    ? Value | Unit
    : N extends { readonly node: 'parent'; readonly children: readonly (infer Child)[] }
      ? Entries<Child>
      : never;

type EntryValue<E> = E extends { readonly node: 'field'; readonly format: infer F extends Format }
  ? ValueOf<F>
  : E extends { readonly node: 'list' }
    ? string[]
    : E extends { readonly node: 'repeat'; readonly children: infer Children }
      ? ShapeOf<Children>[]
      : never;

type Needed<E> = E extends { readonly mandatory: true } | { readonly node: 'repeat' } ? E : never;
type Optional<E> = E extends { readonly mandatory: true } | { readonly node: 'repeat' } ? never : E;
type EntriesOf<Children> = Children extends readonly (infer Child)[] ? Entries<Child> : never;
type KeyOf<E> = E extends { readonly key: infer Key extends string } ? Key : never;

/** The type of what is entered for these nodes. */
export type ShapeOf<Children> = {
  [E in Needed<EntriesOf<Children>> as KeyOf<E>]: EntryValue<E>;
} & {
  [E in Optional<EntriesOf<Children>> as KeyOf<E>]?: EntryValue<E>;
};

type KeysOfEntry<E> = E extends {
  readonly node: 'repeat';
  readonly key: infer Key extends string;
  readonly children: infer Children;
}
  ? Key | KeysOf<Children>
  : KeyOf<E>;

/** Every key of these nodes, and of what is repeated inside them. */
export type KeysOf<Children> = KeysOfEntry<EntriesOf<Children>>;
