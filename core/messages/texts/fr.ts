import type { Catalogue } from "./catalogue.ts";

/** French, with "vous", as in France. No "de" or "que" before a name: it would have to know how the name begins. */
export const fr: Catalogue = {
  kinds: {
    hold_expiring: {
      subject: "Encore réservé pour vous : {{service}} avec {{member}}, {{date}}",
      heading: "Votre créneau est encore réservé quelques instants",
      body: "Nous vous réservons le {{date}} à {{time}}, mais plus pour longtemps. Terminez votre réservation pour garder ce créneau.",
    },
    confirmation: {
      subject: "Confirmé : {{service}} avec {{member}}, {{date}}",
      heading: "Votre rendez-vous est réservé",
      body: "Votre rendez-vous avec {{member}} est confirmé pour le {{date}} à {{time}}. Nous nous réjouissons de vous accueillir.",
      sms: "{{business}}: {{service}} avec {{member}}, rendez-vous confirmé le {{date}}, {{time}} {{zone}}.",
    },
    request_received: {
      subject: "Demande reçue : {{service}} avec {{member}}, {{date}}",
      heading: "Nous avons bien reçu votre demande",
      body: "{{member}} va l’examiner et décider. D’ici là, nous vous gardons le {{date}} à {{time}}. Vous aurez une réponse dans tous les cas.",
    },
    request_approved: {
      subject: "Acceptée : {{service}} avec {{member}}, {{date}}",
      heading: "Votre demande est acceptée",
      body: "Bonne nouvelle : {{member}} a accepté. Votre rendez-vous est confirmé pour le {{date}} à {{time}}.",
    },
    request_declined: {
      subject: "Pas possible : {{service}} avec {{member}}, {{date}}",
      heading: "Ce créneau n’a pas pu être retenu",
      body: "{{member}} ne peut malheureusement pas accepter votre demande pour le {{date}} à {{time}}. Si vous avez déjà payé, la totalité vous est rendue.\n\nN’hésitez pas à choisir un autre créneau.",
    },
    request_expired: {
      subject: "Sans réponse : {{service}} avec {{member}}, {{date}}",
      heading: "Votre demande a expiré",
      body: "Nous sommes désolés : {{member}} n’a pas répondu à temps à votre demande pour le {{date}}, qui a donc expiré. Si vous avez déjà payé, la totalité vous est rendue.\n\nN’hésitez pas à choisir un autre créneau.",
    },
    receipt: {
      subject: "Reçu : {{amount}} pour {{service}} avec {{member}}",
      heading: "Merci pour votre paiement",
      body: "Nous avons reçu {{amount}} pour {{service}} avec {{member}}, le {{date}}.",
    },
    refund: {
      subject: "Remboursement : {{amount}} pour {{service}} avec {{member}}",
      heading: "Votre remboursement est en route",
      body: "Nous vous remboursons {{amount}} par le moyen de paiement que vous avez utilisé. Selon votre banque, le versement peut prendre jusqu’à dix jours ouvrés.",
    },
    rescheduled: {
      subject: "Nouvel horaire : {{service}} avec {{member}}, {{date}}",
      heading: "Votre rendez-vous a un nouvel horaire",
      who: {
        customer: "Vous avez déplacé votre rendez-vous au {{date}} à {{time}}.",
        member: "{{member}} a déplacé votre rendez-vous au {{date}} à {{time}}.",
        owner: "{{business}} a déplacé votre rendez-vous au {{date}} à {{time}}.",
        system: "Votre rendez-vous a été déplacé au {{date}} à {{time}}.",
      },
      body: "L’ancien horaire n’est plus valable.",
      sms: "{{business}}: {{service}} avec {{member}}, rendez-vous déplacé au {{date}}, {{time}} {{zone}}.",
    },
    reassigned: {
      subject: "Désormais avec {{member}} : {{service}}, {{date}}",
      heading: "{{member}} vous recevra",
      body: "Votre rendez-vous du {{date}} à {{time}} est maintenu, mais c’est {{member}} qui l’assurera.",
    },
    cancelled: {
      subject: "Annulé : {{service}} avec {{member}}, {{date}}",
      heading: "Votre rendez-vous est annulé",
      who: {
        customer: "Vous avez annulé votre rendez-vous du {{date}} à {{time}}.",
        member:
          "Nous sommes désolés : {{member}} a dû annuler votre rendez-vous du {{date}} à {{time}}.",
        owner:
          "Nous sommes désolés : {{business}} a dû annuler votre rendez-vous du {{date}} à {{time}}.",
        system: "Votre rendez-vous du {{date}} à {{time}} a été annulé.",
      },
      body: "N’hésitez pas à choisir un autre créneau.",
      sms: "{{business}}: {{service}} avec {{member}}, rendez-vous du {{date}}, {{time}} {{zone}} annulé.",
    },
    reminder: {
      subject: "Rappel : {{service}} avec {{member}}, {{date}}, {{time}}",
      heading: "À bientôt",
      body: "Nous vous rappelons votre rendez-vous avec {{member}} le {{date}} à {{time}}. En cas d’empêchement, merci de nous prévenir dès que possible.",
      sms: "{{business}}: rappel, {{service}} avec {{member}} le {{date}}, {{time}} {{zone}}.",
    },
    follow_up: {
      subject: "{{service}} avec {{member}} : comment cela s’est-il passé ?",
      heading: "Merci de votre visite",
      body: "Nous espérons que votre rendez-vous avec {{member}} le {{date}} s’est bien passé. Dites-nous comment c’était : nous serions heureux de vous revoir.",
    },
    waitlist_offer: {
      subject: "Un créneau s’est libéré chez {{business}}",
      heading: "Un créneau s’est libéré",
      body: "Un créneau que vous attendiez peut maintenant être réservé. S’il vous intéresse toujours, réservez-le sans tarder.",
    },
    member_booking: {
      subject: "Nouvelle réservation : {{customer}}, {{service}}, {{date}}",
      heading: "Vous avez une nouvelle réservation",
      body: "{{customer}} a rendez-vous avec vous le {{date}} à {{time}} : {{service}}.",
    },
    member_request: {
      subject: "Demande : {{customer}}, {{service}}, {{date}}",
      heading: "Quelqu’un souhaite réserver avec vous",
      body: "{{customer}} demande un rendez-vous le {{date}} à {{time}} : {{service}}. Merci d’accepter ou de refuser à temps, sinon la demande expirera d’elle-même.",
    },
    member_rescheduled: {
      subject: "Nouvel horaire : {{customer}}, {{service}}, {{date}}",
      heading: "Une réservation a un nouvel horaire",
      who: {
        customer: "{{customer}} a déplacé cette réservation au {{date}} à {{time}}.",
        member: "Vous avez déplacé cette réservation au {{date}} à {{time}}.",
        owner: "{{business}} a déplacé cette réservation au {{date}} à {{time}}.",
        system: "Cette réservation a été déplacée au {{date}} à {{time}}.",
      },
      body: "L’ancien horaire n’est plus valable.",
    },
    member_cancelled: {
      subject: "Annulé : {{customer}}, {{service}}, {{date}}",
      heading: "Une réservation est annulée",
      who: {
        customer: "{{customer}} a annulé la réservation du {{date}} à {{time}}.",
        member: "Vous avez annulé la réservation du {{date}} à {{time}}.",
        owner: "{{business}} a annulé la réservation du {{date}} à {{time}}.",
        system: "La réservation du {{date}} à {{time}} a été annulée.",
      },
      body: "Vous n’avez rien à faire.",
    },
    member_reassigned: {
      subject: "Réattribué : {{customer}}, {{service}}, {{date}}",
      heading: "Une réservation a été confiée à quelqu’un d’autre",
      body: "{{member}} assurera le rendez-vous avec {{customer}} le {{date}} à {{time}}. Vous n’avez rien à faire.",
    },
    payout_trouble: {
      subject: "Vos versements demandent votre attention",
      heading: "Rien ne peut vous être versé pour le moment",
      body: "L’argent de vos réservations chez {{business}} ne peut pas vous être versé pour le moment. Merci de vérifier vos coordonnées de versement.",
    },
    calendar_trouble: {
      subject: "Votre agenda n’est plus connecté",
      heading: "Nous ne pouvons plus lire votre agenda",
      body: "Nous ne voyons pas ce qui est nouveau dans votre agenda en ce moment : ce que vous y ajoutez n’empêche donc personne de réserver avec vous. Merci de le reconnecter.",
    },
    agenda: {
      subject: "Vos rendez-vous du {{date}}",
      heading: "Votre journée",
      body: "Voici vos rendez-vous chez {{business}} le {{date}}.",
    },
  },
  rows: {
    when: "Quand",
    before: "Auparavant",
    zone: "Fuseau horaire",
    service: "Prestation",
    member: "Avec",
    customer: "Client",
    formerMember: "Auparavant avec",
    where: "Où",
    phone: "Téléphone",
    code: "Code de réservation",
    note: "Message",
    reason: "Motif",
    until: "Ouvert jusqu’au",
    price: "Prix",
    paid: "Payé",
    owed: "Reste à payer",
    refunded: "Remboursé",
    received: "Paiement",
    givenBack: "Remboursement",
  },
  places: {
    online: "En ligne",
    phone: "Par téléphone",
    in_person: "Sur place",
    to_be_agreed: "À convenir",
  },
  actions: {
    manage: "Gérer la réservation",
    open: "Ouvrir la réservation",
    finish: "Terminer la réservation",
    join: "Rejoindre la réunion",
    rebook: "Réserver à nouveau",
    rate: "Donner votre avis",
    decide: "Accepter ou refuser",
    pay: "Payer maintenant",
    claim: "Réserver ce créneau",
    payouts: "Vérifier les versements",
    reconnect: "Reconnecter",
    day: "Ouvrir vos réservations",
  },
  calendar: { add: "Ajouter à l’agenda", file: "Fichier (.ics)" },
  greeting: "Bonjour {{reader}},",
  footer: {
    sentBy: "Envoyé par {{business}}",
    why: {
      customer: "Vous recevez ce message car vous avez réservé chez {{business}}.",
      member: "Vous recevez ce message car on peut réserver avec vous chez {{business}}.",
    },
    contact: "Une question ? Voici comment nous joindre : {{contact}}",
  },
  unsubscribe: "Se désinscrire",
};
