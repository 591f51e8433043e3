// A file as people send it. In: nothing. Out: the shape of an entry of the list of ugly files.

export interface UglyFile {
  /** The file's name, as its sender calls it. */
  readonly name: string;
  /** What is the matter with it. */
  readonly what: string;
  /** How many rows can be read and how many are named as faults; null when the whole file is refused. */
  readonly reads: { readonly rows: number; readonly faults: number } | null;
  write(path: string): Promise<void>;
}
