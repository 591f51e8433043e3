// The keys under which the partition asks for what it needs itself. In: the operation's text. Out: keys that the
// reader's own selection cannot contain.

export interface ReservedKeys {
  readonly prefix: string;
  readonly id: string;
  readonly type: string;
  readonly visibility: string;
  readonly sort: string;
  readonly edges: string;
  readonly page: string;
  readonly total: string;
}

/** Reserved keys for an operation: `_m_…`, with as many `m_` as it takes for the text not to contain them. */
export function reservedKeysFor(text: string): ReservedKeys {
  let prefix = "_m_";
  while (text.includes(prefix)) prefix += "m_";
  return {
    prefix,
    id: `${prefix}id`,
    type: `${prefix}type`,
    visibility: `${prefix}seen`,
    sort: `${prefix}sort`,
    edges: `${prefix}edges`,
    page: `${prefix}page`,
    total: `${prefix}total`,
  };
}
