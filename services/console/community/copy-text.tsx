// An address to be copied. In: the text. Out: a field with it, and a button that copies it and says so.
import { Trans, useLingui } from "@lingui/react/macro";
import { Copy } from "lucide-react";
import { Button } from "react-aria-components";
import { say } from "../ui/said.js";

interface CopyTextProps {
  readonly label: string;
  readonly text: string;
}

/** The field and its button. */
export function CopyText({ label, text }: CopyTextProps) {
  const { t } = useLingui();
  const failed = t`Your browser does not let this page copy. Select the address and copy it.`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say({ text: t`Copied.` });
    } catch {
      say({ text: failed, isBad: true }); // only pages behind https may copy
    }
  };
  return (
    <div className="copy-text">
      <input className="input" aria-label={label} value={text} readOnly onFocus={({ target }) => target.select()} />
      <Button className="button" onPress={() => void copy()} aria-label={t`Copy: ${label}`}>
        <Copy aria-hidden="true" />
        <Trans>Copy</Trans>
      </Button>
    </div>
  );
}
