// Copies a text, and says whether that was possible. In: the text. Out: a button.
import { Trans, useLingui } from "@lingui/react/macro";
import { Copy } from "lucide-react";
import { Button } from "react-aria-components";
import { say } from "../ui/said.js";

interface CopyButtonProps {
  readonly text: string;
  /** What it is, for those who hear it. */
  readonly label: string;
}

/** The button. */
export function CopyButton({ text, label }: CopyButtonProps) {
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
