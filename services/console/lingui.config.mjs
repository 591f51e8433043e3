// The console's words: English in the code, French beside it; those of the frame and the first page by themselves, since they are loaded
// first. In: the sources. Out: words/*.po.
import { formatter } from "@lingui/format-po";

const FRAME = ["app", "graph", "home", "ui"];
const PAGES = ["find", "records", "network", "community", "publish", "staff"];

const catalogue = (name, areas) => ({
  path: `<rootDir>/words/${name}.{locale}`,
  include: areas.map((area) => `<rootDir>/${area}`),
});

export default {
  sourceLocale: "en",
  locales: ["en", "fr"],
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [catalogue("frame", FRAME), catalogue("pages", PAGES)],
};
