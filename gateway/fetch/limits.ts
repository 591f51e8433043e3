// The limits of asking partners, in one place: the design's section 5.

export interface PartnerLimits {
  /** One partner's time, queue and retry included, in milliseconds. */
  readonly partnerMs: number;
  /** The time of one wave of a scatter. */
  readonly scatterMs: number;
  /** Largest answer, decoded, in bytes. */
  readonly answerBytes: number;
  /** Requests in flight to one partner. */
  readonly inFlight: number;
  /** How long an open circuit stays open before it lets one probe through, at first and at most. */
  readonly circuitMs: number;
  readonly circuitMostMs: number;
}

export const PARTNER_LIMITS: PartnerLimits = {
  partnerMs: 1_500,
  scatterMs: 2_000,
  answerBytes: 8 * 1024 * 1024,
  inFlight: 8,
  circuitMs: 2_000,
  circuitMostMs: 8_000, // so a partner that is well again is asked again within ten seconds
};
