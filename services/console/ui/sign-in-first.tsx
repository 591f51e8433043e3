// In the place of something only members do: the way to sign in, back to this page. In: what it is called. Out: a link.
import { useLingui } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import { LogIn } from "lucide-react";
import { useViewer } from "../graph/session.js";

interface SignInFirstProps {
  readonly label: string;
  readonly className?: string;
}

/** The link. Nothing for members who act for no organization: signing in again would not help them. */
export function SignInFirst({ label, className = "button" }: SignInFirstProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const href = useRouterState({ select: (state) => state.location.href });
  if (viewer.isMember)
    return (
      <button
        type="button"
        className={className}
        disabled
        title={t`Your account acts for no organization, or may only read.`}
      >
        {label}
      </button>
    );
  return (
    <Link to="/sign-in" search={{ next: href }} className={className}>
      <LogIn aria-hidden="true" />
      {t`${label} (sign in first)`}
    </Link>
  );
}
