// What the pages of sign-in say, in French and English. In: the reader's languages. Out: words.
import { proseLanguage, type ProseLanguage } from "../../schema/prose-language.js";

const EN = {
  signIn: "Sign in",
  signOut: "Sign out",
  signedInAs: "You are signed in as",
  email: "E-mail address",
  password: "Password",
  newPassword: "Choose a password (at least 12 characters)",
  again: "The same password again",
  name: "Your name",
  provider: "Sign in with your organization's account",
  setup: "Set up this network",
  setupIntro: "You are the first: this makes the account of the network's first coordinator.",
  invitation: "Your account",
  invitationIntro: "You are invited to this network as",
  make: "Make the account",
  wrong: "The address or the password is not right.",
  slow: "There were too many tries. Wait a while, then try again.",
  used: "This link was used before or is too old. Ask for a new one.",
  taken: "This address has an account already. Sign in with it, or ask for an invitation to another address.",
  weak: "The password must have 12 to 256 characters and be another text than the address.",
  differs: "The two passwords are not the same.",
  badName: "Write your name, in at most 200 characters.",
  badEmail: "Write an address of electronic mail, like name@example.org.",
  elsewhere: "This form was sent from another page. Open this one anew and try again.",
  stale: "This page is out of date. Open it anew and try again.",
  stranger: "No member of this network has this account. Ask the network's coordinator for an invitation.",
  unproven: "The sign-in did not come to its end. Begin again.",
  unreachable: "The account's provider does not answer. Try again later.",
  nothing: "There is nothing here.",
  READER: "reader",
  CONTRIBUTOR: "contributor",
  PARTNER_ADMIN: "administrator of your association",
  COORDINATOR: "coordinator",
};

export type SignInWords = Readonly<Record<keyof typeof EN, string>>;

const FR: SignInWords = {
  signIn: "Se connecter",
  signOut: "Se déconnecter",
  signedInAs: "Vous êtes connecté·e en tant que",
  email: "Adresse électronique",
  password: "Mot de passe",
  newPassword: "Choisissez un mot de passe (12 caractères au moins)",
  again: "Le même mot de passe, encore une fois",
  name: "Votre nom",
  provider: "Se connecter avec le compte de votre organisation",
  setup: "Installer ce réseau",
  setupIntro: "Vous êtes la première personne : voici le compte du premier coordinateur du réseau.",
  invitation: "Votre compte",
  invitationIntro: "Vous êtes invité·e dans ce réseau en tant que",
  make: "Créer le compte",
  wrong: "L'adresse ou le mot de passe n'est pas le bon.",
  slow: "Il y a eu trop d'essais. Attendez un moment, puis réessayez.",
  used: "Ce lien a déjà servi ou est trop ancien. Demandez-en un nouveau.",
  taken: "Cette adresse a déjà un compte. Connectez-vous avec lui, ou demandez une invitation à une autre adresse.",
  weak: "Le mot de passe doit avoir de 12 à 256 caractères et ne pas être l'adresse.",
  differs: "Les deux mots de passe ne sont pas les mêmes.",
  badName: "Écrivez votre nom, en 200 caractères au plus.",
  badEmail: "Écrivez une adresse électronique, comme nom@exemple.org.",
  elsewhere: "Ce formulaire a été envoyé depuis une autre page. Rouvrez celle-ci et réessayez.",
  stale: "Cette page n'est plus à jour. Rouvrez-la et réessayez.",
  stranger: "Aucun membre de ce réseau n'a ce compte. Demandez une invitation au coordinateur du réseau.",
  unproven: "La connexion n'est pas allée à son terme. Recommencez.",
  unreachable: "Le fournisseur du compte ne répond pas. Réessayez plus tard.",
  nothing: "Il n'y a rien ici.",
  READER: "lectrice ou lecteur",
  CONTRIBUTOR: "contributrice ou contributeur",
  PARTNER_ADMIN: "administratrice ou administrateur de votre association",
  COORDINATOR: "coordinatrice ou coordinateur",
};

/** The words of the first of the reader's languages that the hub writes. */
export function signInWords(languages: readonly string[]): {
  readonly language: ProseLanguage;
  readonly words: SignInWords;
} {
  const language = proseLanguage(languages);
  return { language, words: language === "fr" ? FR : EN };
}
