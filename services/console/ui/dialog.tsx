// A dialog with a form. In: a title, fields, what to do with them. Out: the form in the middle of the page; it closes when it is done and
// keeps what was written when it is not.
import { Trans } from "@lingui/react/macro";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Form, Heading, Modal, ModalOverlay } from "react-aria-components";

/** What a form holds: the fields' values by name; lists for boxes and tags. */
export interface FormValues {
  /** A field's text, trimmed; empty where there is none. */
  text(name: string): string;
  /** The same, null where it is empty. */
  optional(name: string): string | null;
  list(name: string): string[];
  /** The one of some words that was chosen. Throws where it is none of them: then the form offers something else. */
  oneOf<W extends string>(name: string, words: readonly W[]): W;
  /** A number; null where it is empty or none. */
  number(name: string): number | null;
}

/** Reads a form's fields. */
export function readForm(form: HTMLFormElement): FormValues {
  const data = new FormData(form);
  const list = (name: string): string[] =>
    data.getAll(name).flatMap((value) => (typeof value === "string" && value.trim() !== "" ? [value.trim()] : []));
  const text = (name: string): string => list(name)[0] ?? "";
  return {
    text,
    list,
    oneOf: (name, words) => {
      const chosen = words.find((word) => word === text(name));
      if (chosen === undefined)
        throw new Error(`“${name}” was to be one of ${words.join(", ")}, and is “${text(name)}”.`);
      return chosen;
    },
    optional: (name) => (text(name) === "" ? null : text(name)),
    number: (name) => (text(name) === "" || Number.isNaN(Number(text(name))) ? null : Number(text(name))),
  };
}

interface FormDialogProps {
  readonly title: string;
  /** What opens it. */
  readonly button: ReactNode;
  readonly buttonClass?: string;
  readonly intro?: ReactNode;
  readonly submit: string;
  readonly children: ReactNode;
  /** Does it. Where it throws, the form stays open: the message has been said already. */
  readonly onSubmit: (values: FormValues) => Promise<unknown>;
}

/** A button, and the form that it opens. */
export function FormDialog({ title, button, buttonClass = "button", ...rest }: FormDialogProps) {
  return (
    <DialogTrigger>
      <Button className={buttonClass}>{button}</Button>
      <ModalOverlay className="dialog-overlay" isDismissable={false}>
        <Modal className="dialog-modal">
          <Dialog className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{title}</Heading>
                <DialogForm {...rest} close={close} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

type DialogFormProps = Pick<FormDialogProps, "intro" | "submit" | "children" | "onSubmit"> & {
  readonly close: () => void;
};

function DialogForm({ intro, submit, children, onSubmit, close }: DialogFormProps) {
  const { isBusy, send } = useSending(onSubmit, () => {
    close();
    setTimeout(keepPlace, A_MOMENT_MS);
  });
  return (
    <Form className="form" onSubmit={send}>
      {intro !== undefined && <div className="form-intro">{intro}</div>}
      {children}
      <div className="form-end">
        <Button className="button" onPress={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" className="button button-main" isPending={isBusy}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}

const A_MOMENT_MS = 100;

/** What was done may have taken the button away that opened the dialog: then the focus would be nowhere. */
function keepPlace(): void {
  if (document.activeElement === null || document.activeElement === document.body)
    document.getElementById("main")?.focus({ preventScroll: true });
}

/** Sends a form once at a time. `then` is called when it was done. */
export function useSending(onSubmit: (values: FormValues) => Promise<unknown>, then: () => void) {
  const [isBusy, setBusy] = useState(false);
  const isSent = useRef(false); // known at once: a second click may come before the first one shows
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isSent.current) return;
    isSent.current = true;
    setBusy(true);
    const values = readForm(event.currentTarget);
    Promise.resolve()
      .then(() => onSubmit(values))
      .then(then, () => undefined)
      .finally(() => {
        isSent.current = false;
        setBusy(false);
      });
  };
  return { isBusy, send };
}
