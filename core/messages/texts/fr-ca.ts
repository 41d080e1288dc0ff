import type { Differences } from "./catalogue.ts";

/** What Canada says differently: no space before a question mark, a "calendrier", "jours ouvrables". */
export const frCA: Differences = {
  kinds: {
    refund: {
      body: "Nous vous remboursons {{amount}} par le mode de paiement que vous avez utilisé. Selon votre institution financière, le versement peut prendre jusqu’à dix jours ouvrables.",
    },
    follow_up: { subject: "{{service}} avec {{member}} : comment cela s’est-il passé?" },
    payout_trouble: {
      body: "L’argent de vos réservations chez {{business}} ne peut pas vous être versé pour le moment. Merci de vérifier vos renseignements de versement.",
    },
    calendar_trouble: {
      subject: "Votre calendrier n’est plus connecté",
      heading: "Nous ne pouvons plus lire votre calendrier",
      body: "Nous ne voyons pas ce qui est nouveau dans votre calendrier en ce moment : ce que vous y ajoutez n’empêche donc personne de réserver avec vous. Merci de le reconnecter.",
    },
  },
  rows: { service: "Service", owed: "Solde à payer" },
  places: { in_person: "En personne" },
  calendar: { add: "Ajouter au calendrier" },
  footer: { contact: "Une question? Voici comment nous joindre : {{contact}}" },
  unsubscribe: "Se désabonner",
};
