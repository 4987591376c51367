declare const brand: unique symbol;

/** A value that must not be mixed up with another of the same primitive type. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };
