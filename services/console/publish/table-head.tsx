// The head of a table. In: words. Out: a row of headings.

/** The row. */
export function TableHead({ words }: { readonly words: readonly string[] }) {
  return (
    <thead>
      <tr>
        {words.map((word) => (
          <th key={word} scope="col">
            {word}
          </th>
        ))}
      </tr>
    </thead>
  );
}
