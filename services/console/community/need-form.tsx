// Publishing a need. In: the title that it begins with. Out: a form; the need's page when it is there.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Form } from "react-aria-components";
import { useAct } from "../graph/use-act.js";
import { useFormats } from "../ui/dates.js";
import { useSending, type FormValues } from "../ui/dialog.js";
import { BoxesInput, RadioInput, TextInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { TopicField } from "../ui/topic-field.js";
import { PublishNeed } from "./operations.js";
import { useTopicsGiven } from "./use-topics-given.js";

/** The form. */
export function NeedForm({ title }: { readonly title: string }) {
  const publish = usePublishing();
  const { isBusy, send } = useSending(publish, () => undefined);
  return (
    <section className="panel write-panel">
      <h2>
        <Trans>Publish a need</Trans>
      </h2>
      <Form className="form-page" onSubmit={send}>
        <NeedFields title={title} />
        <WhoAndWhen />
        <div className="form-end">
          <Link className="button" to="/needs">
            <Trans>Cancel</Trans>
          </Link>
          <Button type="submit" className="button button-main" isPending={isBusy}>
            <Trans>Publish it</Trans>
          </Button>
        </div>
      </Form>
    </section>
  );
}

const READERS = ["NETWORK", "PUBLIC"] as const;

function usePublishing(): (values: FormValues) => Promise<unknown> {
  const { t } = useLingui();
  const navigate = useNavigate();
  const topicsOf = useTopicsGiven();
  const act = useAct(PublishNeed, { done: t`Published. Those who could help are being told.` });
  return async (values) => {
    const input = {
      title: values.text("title"),
      text: values.text("text"),
      topics: topicsOf(values),
      languages: values.list("languages"),
      until: values.optional("until"),
      visibility: values.oneOf("visibility", READERS),
    };
    const { publishNeed } = (await act.mutateAsync({ input })).data;
    return publishNeed && navigate({ to: "/needs/$id", params: { id: publishNeed.id } });
  };
}

function NeedFields({ title }: { readonly title: string }) {
  const { t } = useLingui();
  return (
    <>
      <TextInput
        name="title"
        label={t`What are you looking for, in one line?`}
        value={title.slice(0, 200)}
        maxLength={200}
        isRequired
      />
      <TextInput
        name="text"
        label={t`Tell more`}
        hint={t`Your situation, what you have tried, what would help.`}
        rows={5}
        maxLength={20_000}
        isRequired
      />
      <TopicField name="topics" label={t`Topics`} hint={t`Type a few letters and choose. At least one.`} />
    </>
  );
}

function WhoAndWhen() {
  const { t, i18n } = useLingui();
  const formats = useFormats();
  const { visibility } = useLabels();
  const languages = [...new Set([i18n.locale, "fr", "en"])].map((tag) => ({
    value: tag,
    label: formats.language(tag),
  }));
  const readers = READERS.map((value) => ({ value, label: visibility[value] }));
  const helped = t`Languages in which you can be helped`;
  return (
    <>
      <BoxesInput name="languages" label={helped} values={[i18n.locale]} choices={languages} />
      <TextInput name="until" type="date" label={t`Until when`} hint={t`It closes by itself after this day.`} />
      <RadioInput name="visibility" label={t`Who may read it?`} value="NETWORK" choices={readers} isRequired />
    </>
  );
}
