// Real certificates for tests. In: names and dates. Out: an authority, and certificates that it signed, as PEM.
import { generate } from "selfsigned";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWish {
  /** The host it is for. */
  readonly host: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Nothing: it signs itself. */
  readonly authority?: Certificate;
}

const DAY_MS = 86_400_000;

/** An authority of the test's own. */
export async function makeAuthority(name: string): Promise<Certificate> {
  const extensions = [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
  ] as const;
  const attributes = [{ name: "commonName", value: name }];
  const made = await generate(attributes, { keyType: "ec", algorithm: "sha256", extensions: [...extensions] });
  return { key: made.private, cert: made.cert };
}

/** A server's certificate, good for a day unless something else is asked for. */
export async function makeCertificate({ host, notBefore, notAfter, authority }: CertificateWish): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: host }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: notBefore ?? new Date(Date.now() - DAY_MS),
    notAfterDate: notAfter ?? new Date(Date.now() + DAY_MS),
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }],
    ...(authority === undefined ? {} : { ca: authority }),
  });
  return { key: made.private, cert: made.cert };
}
