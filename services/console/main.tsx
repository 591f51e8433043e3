// The console's beginning: words, theme, router. In: nothing. Out: the app in the page.
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/parts.css";
import "./styles/records.css";
import "./styles/find.css";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { showLanguage } from "./app/language.js";
import { watchForNewerVersion } from "./app/newer-version.js";
import { makeRouter } from "./app/router.js";
import { csrfToken } from "./graph/session.js";
import { showTheme } from "./app/theme.js";

// Without a connection, questions and acts fail with words instead of waiting in silence.
const client = new QueryClient({
  defaultOptions: {
    queries: { refetchOnWindowFocus: false, networkMode: "always", refetchOnReconnect: true },
    mutations: { networkMode: "always" },
  },
});

watchForNewerVersion();
showTheme();
// Who looks, the words and the page are asked for at once; each waits for what it needs.
void csrfToken();
const words = showLanguage();
const router = makeRouter(client);
void router.load();
await words;
const place = document.getElementById("console");
if (place === null) throw new Error("The page has no place for the console.");
createRoot(place).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
