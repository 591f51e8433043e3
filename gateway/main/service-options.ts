// What a hub's services are opened with. Types only.
import type { KeyObject } from "node:crypto";
import type { Logger } from "pino";
import type { PartnerLimits } from "../fetch/limits.js";
import type { SigningKey } from "../fetch/signing-keys.js";
import type { DeliveryPace } from "../../services/exchange/deliveries/deliver.js";
import type { ActPace } from "../../services/exchange/exchange-context.js";
import type { IdentityConfig } from "./identity-config.js";
import type { MailSettings } from "./mail-config.js";

export interface ServiceOptions {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly log: Logger;
  /** A partner's time between two harvests, when it says nothing itself; null: this process does not harvest. */
  readonly harvestMs?: number | null;
  /** Whether this process also does what is done beside requests: harvests, looks at schemas and sources. It does, when not given. */
  readonly isWorker?: boolean;
  /** The times that partners have, where they are not the usual ones. */
  readonly partnerLimits?: Partial<PartnerLimits>;
  /** Partners and others may be on http, loopback and private addresses: never by default. */
  readonly development?: boolean;
  /** Reads the keys that sign, now and then; without it `key` signs for good. */
  readonly signingKeys?: () => Promise<readonly SigningKey[]>;
  /** Whom else to believe, and where browsers see the hub. */
  readonly identity?: IdentityConfig;
  /** The file that keeps erasures beside the database, so that a restored backup does not undo them. */
  readonly erasureFile?: string;
  /** The file that keeps what was taken back beside the database, so that a restored backup does not give it out again. */
  readonly takenBackFile?: string;
  /** A partner's time between two looks at its SDL. */
  readonly schemaMs?: number;
  /** How mail is sent; without it none is. */
  readonly mail?: MailSettings | null;
  /** How webhooks are sent to again; over a day when not given. */
  readonly deliveries?: DeliveryPace;
  /** How much one organization may write in an hour; the usual when not given. */
  readonly actPace?: ActPace;
  /** Time between two looks for partners that the kit is to look at again. */
  readonly conformanceMs?: number;
  /** Time between two looks for sources of hosted partners' tables that are due. */
  readonly sourceMs?: number;
}
