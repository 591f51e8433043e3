// The one search box. In: what was asked. Out: a question in the address.
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useRef, type FormEvent } from "react";

interface SearchBoxProps {
  readonly q?: string;
  /** What is kept of the address when it is asked anew. */
  readonly kept?: Readonly<Record<string, unknown>>;
}

/** The box. */
export function SearchBox({ q = "", kept = {} }: SearchBoxProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null && input.current !== document.activeElement) input.current.value = q;
  }, [q]);
  const search = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void navigate({ to: "/find", search: { ...kept, q: input.current?.value.trim() ?? "" } });
  };
  return (
    <search>
      <form className="search-box" onSubmit={search} action="/find">
        <Search aria-hidden="true" />
        <input
          ref={input}
          name="q"
          type="search"
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
          aria-label={t`What are you looking for, or whom?`}
          placeholder={t`What are you looking for, or whom?`}
        />
        <button type="submit" className="button button-main">
          <Trans>Search</Trans>
        </button>
      </form>
    </search>
  );
}
