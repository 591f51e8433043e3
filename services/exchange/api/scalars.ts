// The scalars of exchange for the executable schema. In: values. Out: the same: what an argument may hold is checked where it
// is used, so that a wrong one is BAD_USER_INPUT.
import { GraphQLScalarType } from "graphql";

export const DateTime = new GraphQLScalarType({
  name: "DateTime",
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
});
export const CalendarDate = new GraphQLScalarType({ name: "Date" });
export const LanguageTag = new GraphQLScalarType({ name: "LanguageTag" });
export const Url = new GraphQLScalarType({ name: "Url" });
