// The registry's tables that are read as entities: partners, incidents. In: nothing. Out: MikroORM entities. Those of
// identity are read by SQL; the migrations have them.
import { defineEntity, p, type InferEntity } from "@mikro-orm/core";
import type { IncidentKind } from "../../../schema/incidents.js";

export const REGISTRY_SCHEMA = "registry";

export const PartnerRow = defineEntity({
  name: "PartnerRow",
  tableName: "partner",
  schema: REGISTRY_SCHEMA,
  properties: {
    key: p.string().primary(),
    name: p.string(),
    licence: p.string(),
    endpoint: p.string(),
    hosted: p.boolean(),
    state: p.string(),
    level: p.string(),
    contractVersion: p.string(),
    organization: p.string().nullable(),
    joinedAt: p.datetime().nullable(),
  },
});
export type PartnerRecord = InferEntity<typeof PartnerRow>;

/** What coordinators are told of a partner. `figures` are numbers; no text of the partner's is kept. */
export const IncidentRow = defineEntity({
  name: "IncidentRow",
  tableName: "incident",
  schema: REGISTRY_SCHEMA,
  properties: {
    id: p.uuid().primary(),
    partner: p.string(),
    /** When it was last noticed. */
    at: p.datetime(),
    kind: p.string().$type<IncidentKind>(),
    figures: p.json().$type<Readonly<Record<string, number | string>>>(),
    times: p.integer(),
  },
});
export type IncidentRecord = InferEntity<typeof IncidentRow>;
