// The contract's scalars for the executable schema. In: values of rows and arguments. Out: the same. What an argument
// may hold is checked where it is used (`checkFilter`), so that a wrong one is BAD_USER_INPUT and not a syntax error.
import { GraphQLScalarType, Kind } from "graphql";
import { badInput } from "../../../schema/errors.js";
import { SCALAR_CHECKS, SCALAR_FORMS, type ContractScalar } from "../../../schema/scalars.js";

function scalar(name: ContractScalar): GraphQLScalarType {
  const expected = SCALAR_FORMS[name];
  const text = (value: unknown) => {
    if (typeof value === "string") return value;
    throw badInput(name, expected, value);
  };
  return new GraphQLScalarType({
    name,
    description: expected,
    serialize(value) {
      if (SCALAR_CHECKS[name](value)) return value;
      throw new Error(`a stored ${name} is not ${expected}`); // a bug of ours: masked, and the row says which
    },
    parseValue: text,
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : node.kind),
  });
}

export const DateTime = scalar("DateTime");
export const CalendarDate = scalar("Date");
export const LanguageTag = scalar("LanguageTag");
export const CountryCode = scalar("CountryCode");
export const Url = scalar("Url");
