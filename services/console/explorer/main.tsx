// The explorer's beginning. In: `explorer.html`. Out: the page in it.
import "graphiql/style.css";
import "./explorer.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ExplorerPage } from "./explorer-page.js";
import { chosenTheme } from "./settings.js";

const theme = chosenTheme();
if (theme !== "system") document.documentElement.dataset["theme"] = theme;
const place = document.getElementById("explorer");
if (place === null) throw new Error("explorer.html: expected an element #explorer, got none");
createRoot(place).render(
  <StrictMode>
    <ExplorerPage />
  </StrictMode>,
);
