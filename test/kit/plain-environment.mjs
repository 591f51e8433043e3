// Jest's environment for Node, in a context without interceptors: in the ordinary one every use of a global (`Array`, `Promise`)
// in tested code asks a proxy. In: what Jest gives. Out: the same environment, as isolated. See
// docs/decisions/0700-tests-in-groups.md.
import vm from "node:vm";
import { TestEnvironment } from "jest-environment-node";

export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY); // the only way in: it takes no option
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
