// Ce que chaque contrôle attend et comment y remédier, en français. In: nothing. Out: sentences by the check's name.
import type { CheckWords } from "./words-en.js";

export const FR: CheckWords = {
  reachable: [
    "Une machine joignable en https, à une adresse publique, avec un certificat valable et sans redirection.",
    "Vérifiez l'adresse, le certificat et le pare-feu. Donnez l'adresse finale : les redirections ne sont pas suivies.",
  ],
  "graphql-over-http": [
    "Un POST en JSON reçoit HTTP 200, `application/json` ou `application/graphql-response+json` en UTF-8, et une réponse GraphQL.",
    'Répondez `{"data":{"__typename":"Query"}}` à `{ __typename }`. En cas de 401 : laissez votre service chercher les clés du hub, et comparez `aud`, `path` et `digest` de son jeton.',
  ],
  "nonsense-refused": [
    "Un document qui n'est pas du GraphQL reçoit `errors`, sans données.",
    "Confiez l'analyse et la validation des requêtes à une bibliothèque GraphQL, avant toute exécution.",
  ],
  "sdl-readable": [
    "`_service { sdl }` donne le schéma en SDL : au plus 512 Kio, 30 000 jetons et 1 000 types.",
    "Servez le schéma avec une bibliothèque de sous-graphe Federation 2, sans ce qui n'est pas du contrat.",
  ],
  "sdl-contract": [
    "Le SDL contient chaque type, champ, argument et valeur d'énumération du contrat, tel quel ; davantage est permis.",
    "Comparez votre schéma à schema/contract.graphql aux endroits nommés. `-` : cela manque.",
  ],
  "sdl-lists": [
    "Pour le niveau LIVE, `Query` contient les cinq listes avec tous leurs arguments.",
    "Ajoutez les champs nommés, ou annoncez le niveau BASIC dans le descripteur.",
  ],
  descriptor: [
    "`partnerDescriptor` dit le nom, la version 1.x du contrat, le niveau, les langues et les nombres de fiches.",
    "Répondez à tous les champs de `PartnerDescriptor`.",
  ],
  "descriptor-key": [
    "Le descripteur dit la clé demandée, par laquelle commencent les identifiants.",
    "Donnez la même clé à l'adhésion, dans le descripteur et dans chaque identifiant : 2 à 40 signes a-z, 0-9 et `-`.",
  ],
  "descriptor-counts": [
    "Le descripteur compte autant de fiches que le flux de changements en contient.",
    "Comptez ce que le lecteur peut voir, au moment de la question.",
  ],
  "descriptor-licence": [
    "La licence est un identifiant SPDX, comme CC-BY-4.0.",
    "Prenez l'identifiant dans la liste des licences SPDX.",
  ],
  "token-required": [
    "Une requête sans jeton du hub est refusée.",
    "Répondez 401 sans `Authorization`. Un réseau d'essai peut laisser cela ouvert.",
  ],
  "token-missing-public-only": [
    "Une requête sans jeton ne voit jamais de fiche NETWORK.",
    "Refusez-la, ou traitez-la comme PUBLIC.",
  ],
  "token-replayed": [
    "Un jeton ne sert qu'une fois.",
    "Gardez le `jti` de chaque jeton pendant une minute, et refusez ceux déjà vus.",
  ],
  "token-other-partner": [
    "Un jeton fait pour un autre partenaire est refusé.",
    "Exigez que `aud` soit exactement votre clé.",
  ],
  "token-other-body": [
    "Un jeton fait pour un autre corps est refusé.",
    "Comparez `digest` au SHA-256 en base64url du corps tel qu'il est arrivé.",
  ],
  "answer-time": [
    "Les réponses arrivent en une seconde, en règle générale ; aucune n'en demande plus de cinq.",
    "Indexez ce qui trie et filtre les listes. Les lecteurs attendent un partenaire 1,5 seconde au plus.",
  ],
  "answer-size": [
    "Aucune réponse ne dépasse 2 Mio.",
    "Envoyez les champs demandés et rien d'autre ; compressez les réponses.",
  ],
  "feed-pages": [
    "`changes` donne des pages : epoch, restart, endCursor, hasMore et au plus `first` entrées avec sequence, op, id et at.",
    "Répondez à tous les champs ; les heures en UTC avec millisecondes.",
  ],
  "feed-order": [
    "Les séquences sont des chiffres et ne reculent jamais d'une entrée à l'autre.",
    "Attribuez le numéro en dernier, sous le verrou qui valide le changement.",
  ],
  "feed-repeatable": [
    "Le même curseur redonne les mêmes entrées.",
    "Triez par une clé qui ne change pas ; un curseur dit tout ce dont dépend la page suivante.",
  ],
  "feed-tombstones": [
    "UPSERT porte la fiche de cet identifiant, DELETE porte null.",
    "Lisez la fiche telle qu'elle est ; si elle a disparu, l'entrée devient DELETE.",
  ],
  "feed-epoch": [
    "L'époque reste la même tant que la base reste la même.",
    "Gardez-la dans la base ; n'en créez une nouvelle qu'après une restauration.",
  ],
  "feed-snapshot": [
    "`after: null` ouvre un instantané : un UPSERT par fiche vivante, `restart: false`.",
    "Sans curseur, listez les fiches telles qu'elles sont plutôt que l'historique.",
  ],
  "feed-unknown-cursor": [
    "Un curseur inconnu ouvre un instantané, avec `restart: true`.",
    "Répondez à un curseur inconnu comme à une absence de curseur, avec `restart: true`.",
  ],
  "feed-end": [
    "Après le dernier curseur ne revient rien de ce qui est déjà venu, et les pages avancent.",
    "`endCursor` se place après la dernière entrée de sa page, même quand il n'y en a pas.",
  ],
  "feed-visibility": [
    "Le public ne voit aucune fiche NETWORK dans le flux.",
    "Filtrez selon la `visibility` du jeton ; pour le public, une fiche cachée est un DELETE, ou absente.",
  ],
  "record-ids": [
    "Les identifiants sont `<clé>:<type>:<local>` : votre clé, et le type de la fiche.",
    "Préfixez par la clé et le type en minuscules ; local : 1 à 128 signes A-Z, a-z, 0-9, `.`, `_`, `~`, `-`.",
  ],
  "record-fields": [
    "Chaque champ contient ce que prévoit le contrat : pas de null interdit, énumérations et adresses comme définies.",
    "Corrigez la fiche nommée ; le hub écarte une fiche qui enfreint le contrat.",
  ],
  "record-dates": [
    "Les heures sont en UTC avec millisecondes, les dates existent, et rien n'a changé dans le futur.",
    "Écrivez 2026-11-22T09:30:00.000Z et 2026-11-22. Mettez l'horloge de la machine à l'heure.",
  ],
  "record-languages": [
    "Les langues sont des étiquettes BCP 47 : fr, en, pt-BR.",
    "Écrivez des étiquettes, pas des noms de langues.",
  ],
  "record-licences": [
    "Les pratiques nomment leur licence par son identifiant SPDX.",
    "Prenez l'identifiant dans la liste des licences SPDX, comme CC-BY-4.0.",
  ],
  "record-texts": [
    "Les textes ne contiennent ni caractères de contrôle ni signes invisibles qui retournent ou cachent ce qu'on lit.",
    "Retirez-les à la saisie ; le hub les retire de ce qu'il montre.",
  ],
  "people-consent": [
    "Chaque personne a accepté de figurer, le jour dit par `consentedAt`.",
    "Publiez les personnes qui ont accepté, et dites quand.",
  ],
  "people-contact-data": [
    "Les textes des personnes ne contiennent pas d'adresse électronique.",
    "Retirez-la : les personnes sont jointes par une mise en relation.",
  ],
  "entities-position": [
    "`_entities` répond à chaque représentation à sa place.",
    "Construisez la réponse en parcourant les représentations, et non les lignes que donne la base.",
  ],
  "entities-unknown": [
    "Un identifiant absent ou qui n'est pas le vôtre est null dans `_entities`, sans erreur.",
    "Répondez null pour ce qui n'est pas trouvé.",
  ],
  "entities-visibility": [
    "Pour le public, une fiche NETWORK est null dans `_entities`, comme une fiche absente.",
    "Appliquez à la recherche par identifiant la même règle de visibilité qu'aux listes.",
  ],
  "list-pages": [
    "Les listes donnent edges et nodes des mêmes lignes, un pageInfo juste, un totalCount, et au plus `first` lignes.",
    "Construisez nodes, edges et pageInfo à partir d'un seul résultat.",
  ],
  "list-order": [
    "Les lignes suivent l'ordre demandé, à égalité par identifiant croissant, noms pliés et par point de code, nuls en dernier.",
    "Triez par (clé, identifiant), les noms sous forme pliée (vecteurs : schema/fold-vectors.json), en collation binaire.",
  ],
  "list-cursors": [
    "Les curseurs sont le base64url du JSON `[ordre, clé de tri, identifiant]`.",
    "Écrivez les curseurs selon le contrat : le hub envoie le même curseur à tous les partenaires.",
  ],
  "list-walk": [
    "Parcourir les pages dans un sens puis dans l'autre donne chaque ligne une fois, dans le même ordre.",
    "Continuez strictement après (clé, identifiant), et lisez en arrière avec l'ordre inversé.",
  ],
  "list-totals": [
    "`totalCount` est le nombre de lignes que le lecteur peut voir.",
    "Comptez avec les mêmes conditions que la liste.",
  ],
  "list-default-size": [
    "Sans taille, une page contient 20 lignes.",
    "Prenez 20 pour `first` quand ni first ni last n'est donné.",
  ],
  "list-wrong-arguments": [
    "Tailles, curseurs et ordres erronés : HTTP 200, le champ null, `extensions.code` BAD_USER_INPUT.",
    "Vérifiez tailles (1 à 100, pas les deux), curseurs (forme, ordre, type) et ordres (STARTS_* pour événements et projets seulement).",
  ],
  "list-filters": [
    "Les filtres trouvent les lignes qui conviennent, et elles seules.",
    "Entre membres : et ; dans une liste : ou. `text` : chaque mot, plié, commence un mot du nom ou du résumé.",
  ],
  "list-stable": ["La même question donne les mêmes lignes.", "Rendez l'ordre total, et lisez dans une seule base."],
  "list-same-as-feed": [
    "Listes et flux de changements contiennent les mêmes fiches.",
    "Écrivez un changement dans le flux à chaque changement d'une fiche.",
  ],
  "list-visibility": [
    "Le public ne voit aucune fiche NETWORK dans une liste.",
    "Filtrez selon la `visibility` du jeton : lignes, totaux et informations de page.",
  ],
};
