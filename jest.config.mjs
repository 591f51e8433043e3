// Tests run from source: swc strips the types, Node runs ES modules.
const swc = {
  jsc: {
    target: "es2024",
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
  },
  module: { type: "es6" },
  sourceMaps: "inline",
};

export default {
  testEnvironment: "<rootDir>/test/kit/plain-environment.mjs",
  testEnvironmentOptions: { globalsCleanup: "off" }, // what a finished file has made global goes with its context
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["@swc/jest", swc] },
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: "1.5GB", // modules of a finished file are not given back: a whole run took 4 GB for each worker
  reporters: ["default", "<rootDir>/test/kit/plain-reporter.mjs"],
};
