// The search box in the header of every page but the search's own. In: words. Out: the search page.
import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import type { FormEvent } from "react";

/** The box. */
export function HeaderSearch() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const search = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const q = new FormData(event.currentTarget).get("q");
    void navigate({ to: "/find", search: { q: typeof q === "string" ? q : "" } });
  };
  return (
    <search className="shell-search">
      <form onSubmit={search} action="/find">
        <Search aria-hidden="true" />
        <input
          name="q"
          type="search"
          aria-label={t`Search the network`}
          placeholder={t`Search the network`}
          maxLength={200}
        />
      </form>
    </search>
  );
}
