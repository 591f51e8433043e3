// The console's words: English in the code, French beside it. In: the sources. Out: words/*.po.
import { formatter } from "@lingui/format-po";

export default {
  sourceLocale: "en",
  locales: ["en", "fr"],
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [{ path: "<rootDir>/words/{locale}", include: ["<rootDir>"], exclude: ["**/node_modules/**"] }],
};
