// Signing in, without leaving the console. In: an address and a password. Out: a session, and the page that was asked for.
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Button, Form } from "react-aria-components";
import { signIn } from "../graph/session.js";
import { useSending, type FormValues } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { Page } from "../ui/page.js";

/** The page. */
export function SignInPage() {
  const { t } = useLingui();
  const [refusal, setRefusal] = useState<string | null>(null);
  const { isBusy, send } = useSignIn(setRefusal);
  return (
    <Page
      title={t`Sign in`}
      lead={<Trans>Members of partner associations sign in here. Accounts are made by invitation.</Trans>}
    >
      <Form className="form-page" onSubmit={send}>
        {refusal !== null && (
          <p className="notice notice-bad" role="alert">
            {refusal}
          </p>
        )}
        <TextInput name="email" type="email" label={t`E-mail address`} autoComplete="username" isRequired />
        <TextInput name="password" type="password" label={t`Password`} autoComplete="current-password" isRequired />
        <div>
          <Button type="submit" className="button button-main" isPending={isBusy}>
            <Trans>Sign in</Trans>
          </Button>
        </div>
        <p>
          <a href="/auth/sign-in">
            <Trans>Other ways to sign in</Trans>
          </a>
        </p>
      </Form>
    </Page>
  );
}

function useSignIn(refuse: (said: string | null) => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { next = "/" } = useSearch({ from: "/sign-in" });
  const onSubmit = async (values: FormValues): Promise<void> => {
    refuse(null);
    const result = await signIn(client, { email: values.text("email"), password: values.text("password") });
    if (result === "done") return;
    refuse(result.said);
    throw new Error(result.said);
  };
  // Only to a page of our own: never to an address that somebody else wrote behind `next`.
  const isOurs = next.startsWith("/") && !next.startsWith("//") && !next.includes("\\");
  return useSending(
    onSubmit,
    () => void navigate({ href: isOurs ? next : "/", replace: true }).then(() => router.invalidate()),
  );
}
