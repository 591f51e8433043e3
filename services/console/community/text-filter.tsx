// A search within one list. In: its words. Out: the words, when they are sent.
import { Trans } from "@lingui/react/macro";
import { useEffect, useRef, type FormEvent } from "react";

interface TextFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** The field and its button. */
export function TextFilter({ label, value, onSearch }: TextFilterProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null && input.current !== document.activeElement) input.current.value = value;
  }, [value]);
  const search = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSearch(input.current?.value.trim() ?? "");
  };
  return (
    <search>
      <form className="text-filter" onSubmit={search}>
        <input
          ref={input}
          className="input"
          type="search"
          defaultValue={value}
          maxLength={200}
          aria-label={label}
          placeholder={label}
        />
        <button type="submit" className="button">
          <Trans>Search</Trans>
        </button>
      </form>
    </search>
  );
}
