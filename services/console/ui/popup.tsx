// Something that opens below a button: a menu, choices. The browser's own popover: it closes by Escape and by a click elsewhere, and gives
// the focus back. In: the button's content, what is in it. Out: both.
import { useId, useRef, type ReactNode } from "react";

interface PopupProps {
  readonly label: string;
  readonly button: ReactNode;
  readonly className?: string;
  readonly children: (close: () => void) => ReactNode;
}

const GAP_PX = 6;

/** A button and what it opens. */
export function Popup({ label, button, className, children }: PopupProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (): void => {
    if (opener.current === null || panel.current === null) return;
    const { bottom, right } = opener.current.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(
      GAP_PX,
      Math.min(right - panel.current.offsetWidth, room - panel.current.offsetWidth - GAP_PX),
    );
    panel.current.style.top = `${bottom + GAP_PX}px`;
    panel.current.style.left = `${left}px`;
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={`popup-button ${className ?? ""}`}
        popoverTarget={id}
        aria-label={label}
      >
        {button}
      </button>
      <div ref={panel} id={id} popover="auto" className="popup" role="group" aria-label={label} onToggle={place}>
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
