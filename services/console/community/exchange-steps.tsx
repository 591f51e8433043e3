// How far an exchange has come: proposed, agreed, done. In: its state. Out: steps in words, the present one marked.
import { Trans, useLingui } from "@lingui/react/macro";
import { useLabels } from "../ui/labels.js";
import type { ExchangeState } from "./operations.js";

const STEPS = ["PROPOSED", "AGREED", "DONE"] as const;

/** The steps; one that was declined has no more of them. */
export function ExchangeSteps({ state }: { readonly state: ExchangeState }) {
  const { t } = useLingui();
  const { exchangeState } = useLabels();
  const steps = state === "DECLINED" ? (["PROPOSED", "DECLINED"] as const) : STEPS;
  const now = steps.findIndex((step) => step === state);
  return (
    <ol className="state-steps" aria-label={t`How far it has come`}>
      {steps.map((step, at) => (
        <li
          key={step}
          data-is={at === now ? "now" : at < now ? "past" : "next"}
          aria-current={at === now ? "step" : undefined}
        >
          {exchangeState[step]}
          {at > now && (
            <span className="visually-hidden">
              {" "}
              <Trans>(not yet)</Trans>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
