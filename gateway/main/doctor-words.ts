// What `maillage doctor` says. In: what was found. Out: what it means, and what to do, in both languages.
import { phrase, type Phrase } from "../../services/partner/import/phrase.js";

/** What was found; what to do about it. */
export type Words = readonly [said: Phrase, todo: Phrase];

export const DOCTOR = {
  tableFine: (file: string): Phrase => phrase(`${file} can be read`, `${file} est lisible`),
  tableGone: (file: string): Words => [
    phrase(`${file} is not there`, `${file} n’est pas là`),
    phrase("put it back, or take it out of maillage.json", "remettez-le, ou retirez-le de maillage.json"),
  ],
  tableUnread: (file: string, got: Phrase, expected: Phrase): Words => [
    phrase(`${file} is ${got.en}`, `${file} est ${got.fr}`),
    phrase(`expected ${expected.en}`, `attendu : ${expected.fr}`),
  ],
  fresh: (days: number): Phrase =>
    phrase(`a table was edited ${days} days ago`, `un tableau a été modifié il y a ${days} jours`),
  stale: (days: number): Words => [
    phrase(`no table was edited for ${days} days`, `aucun tableau n’a été modifié depuis ${days} jours`),
    phrase(
      "look whether what it says is still true; who looks after it?",
      "vérifiez que ce qu’il dit est encore vrai ; qui s’en occupe ?",
    ),
  ],
  diskFine: (gigabytes: string): Phrase =>
    phrase(`${gigabytes} GB of disk free`, `${gigabytes} Go libres sur le disque`),
  diskFull: (gigabytes: string): Words => [
    phrase(`only ${gigabytes} GB of disk free`, `seulement ${gigabytes} Go libres sur le disque`),
    phrase("make room: the database stops when there is none", "faites de la place : sans elle, la base s’arrête"),
  ],
  answers: (at: string): Phrase => phrase(`it answers at ${at}`, `il répond à ${at}`),
  silent: (at: string): Words => [
    phrase(`nothing answers at ${at}`, `rien ne répond à ${at}`),
    phrase(
      "start it: maillage serve, or look at journalctl and the port in maillage.json",
      "démarrez-le : maillage serve, ou regardez journalctl et le port dans maillage.json",
    ),
  ],
  otherProgram: (at: string): Words => [
    phrase(`another program answers at ${at}`, `un autre programme répond à ${at}`),
    phrase('choose another "port" in maillage.json', 'choisissez un autre "port" dans maillage.json'),
  ],
  closed: phrase("a question without a token is refused", "une question sans jeton est refusée"),
  open: [
    phrase(
      "a question without a token is answered (_entities): anybody reads what is public",
      "une question sans jeton obtient une réponse (_entities) : n’importe qui lit ce qui est public",
    ),
    phrase(
      'set "hub" in maillage.json and start serve again; in a service of your own, refuse with 401',
      'mettez "hub" dans maillage.json et relancez serve ; dans un service à vous, refusez par 401',
    ),
  ] satisfies Words,
  noHub: [
    phrase(
      "no hub is known: its clock and its keys were not looked at",
      "aucun hub connu : ni son heure ni ses clés n’ont été regardées",
    ),
    phrase("add --hub https://…", "ajoutez --hub https://…"),
  ] satisfies Words,
  keysFine: phrase("the hub's keys can be fetched", "les clés du hub peuvent être lues"),
  keysGone: (at: string): Words => [
    phrase(`the hub's keys cannot be fetched from ${at}`, `les clés du hub ne peuvent pas être lues à ${at}`),
    phrase(
      "look at the address of the hub, and whether this machine may go out by https",
      "vérifiez l’adresse du hub, et que cette machine peut sortir en https",
    ),
  ],
  clockFine: (seconds: number): Phrase =>
    phrase(`the clock is within ${seconds} s of the hub's`, `l’horloge est à ${seconds} s près celle du hub`),
  clockWrong: (seconds: number): Words => [
    phrase(
      `the clock is ${Math.abs(seconds)} s ${seconds > 0 ? "behind" : "ahead of"} the hub's: its tokens are refused`,
      `l’horloge ${seconds > 0 ? "retarde" : "avance"} de ${Math.abs(seconds)} s sur celle du hub : ses jetons sont refusés`,
    ),
    phrase(
      "let the machine set its clock: timedatectl set-ntp true",
      "laissez la machine se mettre à l’heure : timedatectl set-ntp true",
    ),
  ],
  noAddress: [
    phrase("the public address was not looked at", "l’adresse publique n’a pas été regardée"),
    phrase("add --endpoint https://…/graphql", "ajoutez --endpoint https://…/graphql"),
  ] satisfies Words,
  tlsFine: (days: number): Phrase =>
    phrase(`the certificate is good for ${days} days more`, `le certificat est bon pour ${days} jours encore`),
  tlsSoon: (days: number): Words => [
    phrase(`the certificate ends in ${days} days`, `le certificat expire dans ${days} jours`),
    phrase(
      "it should renew itself by now: look at what does it",
      "il devrait déjà s’être renouvelé : voyez ce qui s’en charge",
    ),
  ],
  tlsExpired: (day: string): Words => [
    phrase(`the certificate expired on ${day}`, `le certificat a expiré le ${day}`),
    phrase("renew it; Caddy does so by itself", "renouvelez-le ; Caddy le fait tout seul"),
  ],
  tlsFault: (fault: string, names: string): Words => [
    phrase(
      `the certificate is not good: ${fault}, for ${names}`,
      `le certificat n’est pas bon : ${fault}, pour ${names}`,
    ),
    phrase(
      "it must be for this name, from an authority that everyone knows, with its whole chain",
      "il doit être à ce nom, d’une autorité reconnue, avec toute sa chaîne",
    ),
  ],
  tlsNone: (at: string): Words => [
    phrase(`no safe connection can be made to ${at}`, `aucune connexion sûre à ${at} n’est possible`),
    phrase("look at the name, port 443 and the firewall", "vérifiez le nom, le port 443 et le pare-feu"),
  ],
  tlsHttp: [
    phrase("the address is not https", "l’adresse n’est pas en https"),
    phrase("a hub takes https only: docs/self-host.md", "un hub n’accepte que https : docs/self-host.fr.md"),
  ] satisfies Words,
  outsideFine: phrase("the hub reaches it from outside", "le hub l’atteint de l’extérieur"),
  outsideUnknown: [
    phrase(
      "whether it can be reached from outside cannot be known from here",
      "d’ici, impossible de savoir s’il est joignable de l’extérieur",
    ),
    phrase(
      "with a hub's access key: --hub, --endpoint and --access-key mlg_…",
      "avec une clé d’accès du hub : --hub, --endpoint et --access-key mlg_…",
    ),
  ] satisfies Words,
  outsideRefused: (why: string): Words => [
    phrase(`the hub did not look: ${why}`, `le hub n’a pas regardé : ${why}`),
    phrase("the access key needs the scope network:join", "la clé d’accès doit avoir la portée network:join"),
  ],
  version: (said: string): Phrase => phrase(`contract version ${said}`, `version ${said} du contrat`),
  versionUnknown: (said: string): Words => [
    phrase(`contract version ${said}, which is not known here`, `version ${said} du contrat, inconnue ici`),
    phrase("1.x is expected", "attendu : 1.x"),
  ],
  unsigned: [
    phrase(
      "what is behind the tokens was not looked at: nothing here can sign",
      "ce qui est derrière les jetons n’a pas été regardé : rien ne peut signer ici",
    ),
    phrase(
      "give the folder instead of the address, or have the hub look: --access-key",
      "donnez le dossier au lieu de l’adresse, ou faites regarder le hub : --access-key",
    ),
  ] satisfies Words,
  kitFine: (count: number): Phrase => phrase(`${count} checks of the kit passed`, `${count} contrôles du kit réussis`),
} as const;
