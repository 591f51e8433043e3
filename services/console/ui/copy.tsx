// Copying a text, and saying whether that was possible. In: the text. Out: a button; a field with one.
import { Trans, useLingui } from "@lingui/react/macro";
import { Copy } from "lucide-react";
import { Button } from "react-aria-components";
import { say } from "./said.js";

interface CopyProps {
  /** What it is, for those who hear it. */
  readonly label: string;
  readonly text: string;
}

/** The button. */
export function CopyButton({ text, label }: CopyProps) {
  const { t } = useLingui();
  const [done, failed] = [t`Copied.`, t`Your browser does not let this page copy. Select the text and copy it.`];
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say({ text: done });
    } catch {
      say({ text: failed, isBad: true }); // only pages behind https may copy
    }
  };
  return (
    <Button className="button button-small" onPress={() => void copy()} aria-label={t`Copy: ${label}`}>
      <Copy aria-hidden="true" />
      <Trans>Copy</Trans>
    </Button>
  );
}

/** The field, with its button. */
export function CopyText({ label, text }: CopyProps) {
  return (
    <div className="copy-text">
      <input className="input" aria-label={label} value={text} readOnly onFocus={({ target }) => target.select()} />
      <CopyButton label={label} text={text} />
    </div>
  );
}
