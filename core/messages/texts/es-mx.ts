import type { Differences } from "./catalogue.ts";

/** What Mexico, and America after it, says differently: "reservación", "horario", "agregar", and what was done is told as past. */
export const esMX: Differences = {
  kinds: {
    hold_expiring: {
      heading: "Le guardamos el horario un poco más",
      body: "Le guardamos este horario, pero no por mucho tiempo: {{date}}, {{time}}. Termine la reservación para conservarlo.",
    },
    request_received: { heading: "Recibimos su solicitud" },
    request_approved: {
      heading: "Su solicitud fue aceptada",
      body: "Buenas noticias: {{member}} aceptó. Su cita está confirmada: {{date}}, {{time}}.",
    },
    request_declined: {
      subject: "No fue posible: {{service}} con {{member}}, {{date}}",
      heading: "Este horario no fue posible",
      body: "{{member}} no puede aceptar su solicitud ({{date}}, {{time}}). Si ya pagó, se le devolverá todo.\n\nPuede elegir otro horario cuando guste.",
    },
    request_expired: {
      heading: "Su solicitud venció",
      body: "Lo sentimos: {{member}} no respondió a tiempo a su solicitud ({{date}}), por lo que venció. Si ya pagó, se le devolverá todo.\n\nPuede elegir otro horario cuando guste.",
    },
    receipt: { body: "Recibimos {{amount}} por {{service}} con {{member}} ({{date}})." },
    rescheduled: {
      subject: "Nuevo horario: {{service}} con {{member}}, {{date}}",
      heading: "Su cita tiene un nuevo horario",
      who: {
        customer: "Usted cambió su cita a este horario: {{date}}, {{time}}.",
        member: "{{member}} cambió su cita a este horario: {{date}}, {{time}}.",
        owner: "{{business}} cambió su cita a este horario: {{date}}, {{time}}.",
        system: "Su cita cambió a este horario: {{date}}, {{time}}.",
      },
      body: "El horario anterior ya no es válido.",
      sms: "{{business}}: nuevo horario de {{service}} con {{member}}: {{date}}, {{time}} {{zone}}.",
    },
    cancelled: {
      who: {
        customer: "Usted canceló su cita: {{date}}, {{time}}.",
        member: "Lo sentimos: {{member}} tuvo que cancelar su cita ({{date}}, {{time}}).",
        owner: "Lo sentimos: {{business}} tuvo que cancelar su cita ({{date}}, {{time}}).",
        system: "Su cita fue cancelada: {{date}}, {{time}}.",
      },
      body: "Puede elegir otro horario cuando guste.",
    },
    reminder: {
      body: "Le recordamos su cita con {{member}}: {{date}}, {{time}}. Si le surgió algo, avísenos lo antes posible.",
    },
    follow_up: { subject: "¿Qué tal estuvo {{service}} con {{member}}?" },
    waitlist_offer: {
      subject: "Se liberó un horario en {{business}}",
      heading: "Se liberó un horario",
      body: "Ya puede reservar un horario que estaba esperando. Si todavía lo quiere, resérvelo pronto.",
    },
    member_booking: {
      subject: "Nueva reservación: {{customer}}, {{service}}, {{date}}",
      heading: "Tiene una nueva reservación",
    },
    member_request: {
      body: "{{customer}} solicita una cita: {{service}}, {{date}}, {{time}}. Acéptela o rechácela a tiempo; de lo contrario, vencerá por sí sola.",
    },
    member_rescheduled: {
      subject: "Nuevo horario: {{customer}}, {{service}}, {{date}}",
      heading: "Una reservación tiene un nuevo horario",
      who: {
        customer: "{{customer}} cambió esta reservación a: {{date}}, {{time}}.",
        member: "Usted cambió esta reservación a: {{date}}, {{time}}.",
        owner: "{{business}} cambió esta reservación a: {{date}}, {{time}}.",
        system: "Esta reservación cambió a: {{date}}, {{time}}.",
      },
      body: "El horario anterior ya no es válido.",
    },
    member_cancelled: {
      heading: "Una reservación está cancelada",
      who: {
        customer: "{{customer}} canceló la reservación: {{date}}, {{time}}.",
        member: "Usted canceló la reservación: {{date}}, {{time}}.",
        owner: "{{business}} canceló la reservación: {{date}}, {{time}}.",
        system: "La reservación fue cancelada: {{date}}, {{time}}.",
      },
    },
    member_reassigned: { heading: "Otra persona se encarga de una reservación suya" },
    payout_trouble: {
      subject: "Sus depósitos necesitan su atención",
      heading: "Por el momento no podemos depositarle",
      body: "El dinero de sus reservaciones en {{business}} no se le puede depositar por el momento. Revise sus datos de depósito.",
    },
    calendar_trouble: {
      body: "Por el momento no vemos lo nuevo de su calendario, así que lo que agregue ahí no impide que otros reserven con usted. Vuelva a conectarlo.",
    },
  },
  rows: { code: "Código de reservación" },
  actions: {
    manage: "Administrar la reservación",
    open: "Abrir la reservación",
    finish: "Terminar la reservación",
    claim: "Reservar este horario",
    payouts: "Revisar los depósitos",
    day: "Abrir sus reservaciones",
  },
  calendar: { add: "Agregar al calendario" },
  footer: { why: { customer: "Recibe este mensaje porque reservó en {{business}}." } },
  unsubscribe: "Cancelar suscripción",
};
