import type { Format, ValueOf } from './formats.ts';
import type { SectionId } from './sections.ts';

/** Where a node of the header is filled in; what stands in a parent is filled in with it. */
interface Placed {
  readonly section?: SectionId;
}

/** A value that is entered, in an element of its own. */
export interface Field<
  Key extends string = string,
  F extends Format = Format,
  Mandatory extends boolean = boolean,
> extends Placed {
  readonly node: 'field';
  readonly key: Key;
  readonly element: string;
  readonly format: F;
  readonly mandatory: Mandatory;
  readonly attributes: Readonly<Record<string, string>>;
  /** What is meant where nothing is entered; such a value alone does not make its parent appear. */
  readonly fallback: string | null;
}

/** A value and its unit or currency, which stands in an attribute; both or neither. */
export interface Measured<Value extends Field = Field, Unit extends Field = Field> extends Placed {
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
  readonly from: 'declarationNo' | 'declaredOn' | 'originalDeclaredOn';
}

/** The running number of a repeated element, filled up with zeros. */
export interface Position {
  readonly node: 'position';
  readonly element: string;
  readonly width: number;
}

/** How many of a repeated thing there are. */
export interface Count {
  readonly node: 'count';
  readonly element: string;
  readonly of: string;
}

export interface Parent<Children extends readonly Node[] = readonly Node[]> extends Placed {
  readonly node: 'parent';
  readonly element: string;
  readonly children: Children;
  /** Keys that are needed as soon as anything in this parent is given. */
  readonly needs: readonly string[];
}

/** The element around each text of a list, with its running number before or after the text. */
export interface ListElement {
  readonly element: string;
  readonly position: Position;
  readonly numbered: 'before' | 'after';
}

/** An element repeated for each text of a list, alone or each in an element of its own. */
export interface List<Key extends string = string> extends Placed {
  readonly node: 'list';
  readonly key: Key;
  readonly item: string;
  readonly max: number;
  readonly format: Format;
  readonly within: ListElement | null;
}

/** An element repeated for each object of a list. */
export interface Repeat<
  Key extends string = string,
  Min extends number = number,
  Children extends readonly Node[] = readonly Node[],
> {
  readonly node: 'repeat';
  readonly key: Key;
  readonly element: string;
  readonly min: Min;
  readonly max: number;
  readonly children: Children;
}

export type Node = Field | Measured | Constant | Known | Position | Count | Parent | List | Repeat;

/** A document as KCS orders its elements. */
export interface Table<Children extends readonly Node[] = readonly Node[]> {
  readonly root: string;
  /** All prefixes mean the same namespace. */
  readonly namespace: string;
  readonly prefixes: readonly string[];
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
  return { node: 'field', key, element, format, mandatory: true, attributes, fallback: null };
}

/** KCS's C: given where it applies. */
export function conditional<const Key extends string, F extends Format>(
  key: Key,
  element: string,
  format: F,
  attributes: Attributes = {},
): Field<Key, F, false> {
  return { node: 'field', key, element, format, mandatory: false, attributes, fallback: null };
}

/** KCS's M with a value that is meant where nobody says otherwise. */
export function defaulted<const Key extends string, F extends Format>(
  key: Key,
  element: string,
  format: F,
  fallback: string,
): Field<Key, F, true> {
  return { node: 'field', key, element, format, mandatory: true, attributes: {}, fallback };
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

export function count(element: string, of: string): Count {
  return { node: 'count', element, of };
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
  item: string,
  parts: { max: number; format: Format; within?: ListElement },
): List<Key> {
  const { max, format, within } = parts;
  return { node: 'list', key, item, max, format, within: within ?? null };
}

export function repeat<
  const Key extends string,
  const Min extends number,
  const Children extends readonly Node[],
>(
  key: Key,
  element: string,
  count: { min: Min; max: number },
  children: Children,
): Repeat<Key, Min, Children> {
  return { node: 'repeat', key, element, ...count, children };
}

/** Says in which section of the form a node of the header is filled in. */
export function inSection<N extends Field | Measured | Parent | List>(
  section: SectionId,
  node: N,
): N {
  return { ...node, section };
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

type IsNeeded<E> = E extends { readonly mandatory: true }
  ? true
  : E extends { readonly node: 'repeat'; readonly min: infer Min }
    ? Min extends 0
      ? false
      : true
    : false;
type Needed<E> = E extends unknown ? (IsNeeded<E> extends true ? E : never) : never;
type Optional<E> = E extends unknown ? (IsNeeded<E> extends true ? never : E) : never;
/** Nothing is known of the keys of just any nodes. */
type EntriesOf<Children> = Children extends readonly (infer Child)[]
  ? Node extends Child
    ? never
    : Entries<Child>
  : never;
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
