// The registry's tables: partners, access keys, incidents. In: nothing. Out: MikroORM entities.
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

export const AccessKeyRow = defineEntity({
  name: "AccessKeyRow",
  tableName: "access_key",
  schema: REGISTRY_SCHEMA,
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    /** SHA-256 of the secret, hexadecimal. The secret itself is nowhere. */
    hash: p.string(),
    prefix: p.string(),
    scopes: p.array(),
    organization: p.string().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});
export type AccessKeyRecord = InferEntity<typeof AccessKeyRow>;

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
