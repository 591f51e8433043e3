// Registry identifiers typed as text. In: what a reader typed. Out: the organizations that are registered so:
// `W353001234`, `732 829 320`, `GB-CHC 1062257`, `1062257`.
import type { Session, Sql } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";

/** An organization with the identifier by which it was found. */
export interface IdentifierHit {
  readonly id: string;
  readonly scheme: string;
  readonly value: string;
}

const SCHEMED = /^([A-Za-z]{2}-[A-Za-z0-9-]{2,12})[\s:]+(\S.*)$/;
/** Letters, digits and the signs that people put between them; at least four digits. */
const NUMBER = /^(?=(?:\D*\d){4})[A-Za-z]{0,3}[\s.-]?[\dA-Za-z][\dA-Za-z\s./-]{2,24}$/;
const MOST = 20;

/** The organizations with this identifier, among those of a filter; none when the text is not like one. */
export async function findByIdentifier(session: Session, text: string, filter: Sql): Promise<IdentifierHit[]> {
  const [, scheme, rest] = SCHEMED.exec(text) ?? [];
  const number = rest ?? text;
  if (!NUMBER.test(number)) return [];
  const value = number.toUpperCase().replaceAll(/[\s.]/g, "");
  return session.rows<IdentifierHit>(
    `select distinct on (i.id) i.id, i.scheme, i.value from ${S}.identifier i join ${S}.entry on entry.id = i.id
     where (i.value = ? or (i.digits = ? and i.digits <> '')) and (?::text is null or i.scheme = ?) and ${filter.text}
     order by i.id, i.scheme limit ${MOST}`,
    [
      value,
      /^\d+$/.test(value) ? value : "",
      scheme?.toUpperCase() ?? null,
      scheme?.toUpperCase() ?? null,
      ...filter.values,
    ],
  );
}
