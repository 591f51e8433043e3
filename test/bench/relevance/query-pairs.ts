// The same needs in English and in French, as coordinators might type them. In: nothing. Out: pairs.

export const QUERY_PAIRS: ReadonlyArray<readonly [english: string, french: string]> = [
  ["respite for carers", "répit pour les aidants"],
  ["older people", "personnes âgées"],
  ["homeless people", "sans-abri"],
  ["food bank", "banque alimentaire"],
  ["domestic violence", "violences conjugales"],
  ["palliative care", "soins palliatifs"],
  ["mental health", "santé mentale"],
  ["adult education", "éducation des adultes"],
  ["community transport", "transport solidaire"],
  ["bereavement support", "soutien aux personnes endeuillées"],
  ["young people and employment", "jeunes et emploi"],
  ["medical research", "recherche médicale"],
  ["playing fields", "terrain de sport"],
  ["refugees and asylum seekers", "réfugiés et demandeurs d'asile"],
  ["drug addiction", "toxicomanie"],
  ["animal welfare", "protection animale"],
  ["choir singing", "chorale et chant"],
  ["disabled children", "enfants handicapés"],
  ["community garden", "jardins partagés"],
  ["volunteer training", "formation des bénévoles"],
];
