// Reviewing a practice that one knows: seven criteria and a text. In: a practice. Out: a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { Star } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { SelectInput, TextInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { ReviewPractice, type ReviewInput } from "./operations.js";

const CRITERIA = [
  "RELEVANCE",
  "EFFECTIVENESS",
  "EVIDENCE",
  "REPLICABILITY",
  "SUSTAINABILITY",
  "ETHICS",
  "PARTICIPATION",
] as const;
const SCORES = ["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }));

/** The button and its form; nothing for those who act for no organization. */
export function ReviewButton({ practice }: { readonly practice: string }) {
  const { t } = useLingui();
  const labels = useLabels();
  const viewer = useViewer();
  const act = useAct(ReviewPractice, { done: t`Thank you: your review counts towards its quality.` });
  if (!viewer.acts) return null;
  return (
    <FormDialog
      title={t`Review this practice`}
      button={
        <>
          <Star aria-hidden="true" />
          <Trans>Review</Trans>
        </>
      }
      submit={t`Give the review`}
      intro={<Trans>Score what you can judge, 1 (weak) to 5 (strong), and leave the rest.</Trans>}
      onSubmit={(values) => act.mutateAsync({ input: readReview(values, practice) })}
    >
      {CRITERIA.map((criterion) => (
        <SelectInput key={criterion} name={criterion} label={labels.criterion[criterion]} choices={SCORES} />
      ))}
      <TextInput name="text" label={t`In your words`} rows={4} maxLength={4000} isRequired />
    </FormDialog>
  );
}

function readReview(values: FormValues, practice: string): ReviewInput {
  const scores = CRITERIA.flatMap((criterion) => {
    const score = values.number(criterion);
    return score === null ? [] : [{ criterion, score }];
  });
  return { practice, scores, text: values.text("text") };
}
