// Choosing a table: by a button, or by dropping it. In: nothing. Out: the file.
import { Trans, useLingui } from "@lingui/react/macro";
import { FileUp } from "lucide-react";
import { Button, DropZone, FileTrigger, Text } from "react-aria-components";

interface FileChoiceProps {
  readonly onFile: (file: File) => void;
  /** A file is there already, and may be mended and sent again. */
  readonly isAgain: boolean;
}

const KINDS = [".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson"];

/** The button, and the place around it. */
export function FileChoice({ onFile, isAgain }: FileChoiceProps) {
  const { t } = useLingui();
  return (
    <DropZone
      className="drop-zone"
      getDropOperation={() => "copy"}
      onDrop={({ items }) => {
        const dropped = items.find((item) => item.kind === "file");
        if (dropped?.kind === "file") void dropped.getFile().then(onFile);
      }}
    >
      <FileUp aria-hidden="true" />
      <Text slot="label">
        {isAgain ? (
          <Trans>Mended it? Drop it here again</Trans>
        ) : (
          <Trans>Drop a table here: CSV or Excel (.xlsx), up to 32 MB</Trans>
        )}
      </Text>
      <FileTrigger
        acceptedFileTypes={KINDS}
        onSelect={(files) => {
          const file = files?.item(0) ?? null;
          if (file !== null) onFile(file);
        }}
      >
        <Button className="button button-main">{isAgain ? t`Choose it again` : t`Choose a file`}</Button>
      </FileTrigger>
      <p className="hint">
        <Trans>
          One row is one record. Columns may have French or English names; only the name is needed, for people also the
          day of their consent, for events when they begin.
        </Trans>
      </p>
    </DropZone>
  );
}
