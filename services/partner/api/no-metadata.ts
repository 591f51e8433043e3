// type-graphql insists on the `reflect-metadata` package, whose design types we do not emit: every type is written
// `() => Type`. In: nothing. Out: the one function it calls, answering that there is no metadata.
if (typeof Reflect.get(Reflect, "getMetadata") !== "function") Reflect.set(Reflect, "getMetadata", () => undefined);
