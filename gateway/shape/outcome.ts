// What completing a value can come to, besides a value. GraphQL specification, "Handling Execution Errors".

/** The value is null because something non-null inside it failed; that was reported where it happened. */
export const NULL_REPORTED = Symbol("null, reported");
/** A non-null position could not be filled: the parent must become null. */
export const VIOLATED = Symbol("violated");
