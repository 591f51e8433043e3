// The arrows of the design: services → schema ← gateway. Only the composition root (gateway/main) imports
// services' entry points. Only gateway/fetch opens a socket to a partner. Only config reads the environment.
const service = "^services/(partner|registry|knowledge|exchange|console)/";
module.exports = {
  forbidden: [
    // A page that is loaded when it is opened may know its route: nothing waits for the other when it is loaded.
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["dynamic-import"] } } },
    { name: "schema-imports-nothing-of-ours", severity: "error", from: { path: "^schema/" }, to: { path: "^(services|gateway|test)/" } },
    { name: "services-do-not-import-the-gateway", severity: "error", from: { path: "^services/" }, to: { path: "^(gateway|test)/" } },
    { name: "no-service-imports-another", severity: "error", from: { path: service }, to: { path: service, pathNot: "^services/$1/" } },
    { name: "gateway-imports-no-service", severity: "error", from: { path: "^gateway/", pathNot: "^gateway/main/" }, to: { path: "^services/" } },
    { name: "the-console-runs-in-browsers", severity: "error", from: { path: "^services/console/" }, to: { path: "^(services|client|gateway)/", pathNot: "^services/console/" } },
    { name: "nothing-imports-the-console", severity: "error", from: { path: "^(schema|services|gateway|client)/", pathNot: "^services/console/" }, to: { path: "^services/console/" } },
    { name: "nothing-imports-the-composition-root", severity: "error", from: { path: "^(schema|services|gateway)/", pathNot: "^gateway/main/" }, to: { path: "^gateway/main/" } },
    { name: "only-fetch-opens-sockets", severity: "error", from: { path: "^(gateway|services)/", pathNot: "^gateway/fetch/" }, to: { path: "node_modules/undici/" } },
    { name: "the-client-stands-alone", severity: "error", from: { path: "^client/" }, to: { pathNot: "^client/" } },
    { name: "product-does-not-import-the-client", severity: "error", from: { path: "^(schema|services|gateway)/" }, to: { path: "^client/" } },
    { name: "product-does-not-import-tests", severity: "error", from: { path: "^(schema|services|gateway)/" }, to: { path: "^test/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"], exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
    moduleSystems: ["es6"],
  },
};
