// A partner that runs a server of its own: that its records come from there, and how the hub gets on with it. In: the partner. Out: a
// panel.
import { Trans, useLingui } from "@lingui/react/macro";
import { When } from "../ui/dates.js";
import { Fact, Facts } from "../ui/page.js";
import { Name } from "../ui/text.js";
import type { OwnPartnerQuery } from "./operations.js";

type Partner = NonNullable<NonNullable<OwnPartnerQuery["viewer"]>["partner"]>;

/** The panel. */
export function OwnServerState({ partner: { name, health } }: { readonly partner: Partner }) {
  const { t } = useLingui();
  const words = {
    UP: t`It answers`,
    SLOW: t`It answers slowly`,
    DOWN: t`It does not answer`,
    UNKNOWN: t`Not known yet`,
  };
  return (
    <section className="panel own-server">
      <h2>
        <Trans>Your own server</Trans>
      </h2>
      <p>
        <Trans>
          What <Name>{name}</Name> publishes comes from its own server. Records are changed there; the hub comes round
          and takes what is new.
        </Trans>
      </p>
      {health !== null && (
        <>
          <Facts>
            <Fact name={t`How it is doing`}>
              {words[health.state]},{" "}
              <Trans>
                since <When at={health.since} isRelative={false} />
              </Trans>
            </Fact>
            {health.lastHarvestAt !== null && (
              <Fact name={t`The hub last came round`}>
                <When at={health.lastHarvestAt} />
              </Fact>
            )}
          </Facts>
          {health.adviceForPartner !== null && <p className="notice notice-warn">{health.adviceForPartner}</p>}
        </>
      )}
    </section>
  );
}
