// Something that opens below a button: a menu, choices. In: the button's content, what is in it. Out: both, with keyboard and focus.
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";

interface PopupProps {
  readonly label: string;
  readonly button: ReactNode;
  readonly className?: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button and what it opens. */
export function Popup({ label, button, className, children }: PopupProps) {
  return (
    <DialogTrigger>
      <Button className={`popup-button ${className ?? ""}`} aria-label={label}>
        {button}
      </Button>
      <Popover className="popup" placement="bottom end">
        <Dialog aria-label={label}>{({ close }) => children(close)}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}
