import type { Catalogue } from "./catalogue.ts";

/**
 * Spanish, with "usted", as in Spain. No "a las" before a time, as one o'clock would want "a la"; the text messages do without the accents
 * that would halve their room.
 */
export const es: Catalogue = {
  kinds: {
    hold_expiring: {
      subject: "Aún reservado para usted: {{service}} con {{member}}, {{date}}",
      heading: "Le guardamos la hora un poco más",
      body: "Le guardamos esta hora, pero no por mucho tiempo: {{date}}, {{time}}. Termine la reserva para conservarla.",
    },
    confirmation: {
      subject: "Confirmada: {{service}} con {{member}}, {{date}}",
      heading: "Su cita está reservada",
      body: "Su cita con {{member}} está confirmada: {{date}}, {{time}}. Le esperamos.",
      sms: "{{business}}: cita confirmada, {{service}} con {{member}}, {{date}}, {{time}} {{zone}}.",
    },
    request_received: {
      subject: "Solicitud recibida: {{service}} con {{member}}, {{date}}",
      heading: "Hemos recibido su solicitud",
      body: "{{member}} la revisará y decidirá. Hasta entonces le guardamos la hora: {{date}}, {{time}}. En cualquier caso tendrá noticias nuestras.",
    },
    request_approved: {
      subject: "Aceptada: {{service}} con {{member}}, {{date}}",
      heading: "Su solicitud ha sido aceptada",
      body: "Buenas noticias: {{member}} ha aceptado. Su cita está confirmada: {{date}}, {{time}}.",
    },
    request_declined: {
      subject: "No ha sido posible: {{service}} con {{member}}, {{date}}",
      heading: "Esta hora no ha podido ser",
      body: "{{member}} no puede aceptar su solicitud ({{date}}, {{time}}). Si ya ha pagado, se le devolverá todo.\n\nPuede elegir otra hora cuando quiera.",
    },
    request_expired: {
      subject: "Sin respuesta a tiempo: {{service}} con {{member}}, {{date}}",
      heading: "Su solicitud ha caducado",
      body: "Lo sentimos: {{member}} no ha respondido a tiempo a su solicitud ({{date}}), por lo que ha caducado. Si ya ha pagado, se le devolverá todo.\n\nPuede elegir otra hora cuando quiera.",
    },
    receipt: {
      subject: "Recibo: {{amount}} por {{service}} con {{member}}",
      heading: "Gracias por su pago",
      body: "Hemos recibido {{amount}} por {{service}} con {{member}} ({{date}}).",
    },
    refund: {
      subject: "Reembolso: {{amount}} por {{service}} con {{member}}",
      heading: "Su reembolso está en camino",
      body: "Le devolvemos {{amount}} por el mismo medio con el que pagó. Según su banco, puede tardar hasta diez días hábiles en llegar.",
    },
    rescheduled: {
      subject: "Nueva hora: {{service}} con {{member}}, {{date}}",
      heading: "Su cita tiene una nueva hora",
      who: {
        customer: "Usted ha cambiado su cita a esta hora: {{date}}, {{time}}.",
        member: "{{member}} ha cambiado su cita a esta hora: {{date}}, {{time}}.",
        owner: "{{business}} ha cambiado su cita a esta hora: {{date}}, {{time}}.",
        system: "Su cita ha cambiado a esta hora: {{date}}, {{time}}.",
      },
      body: "La hora anterior ya no es válida.",
      sms: "{{business}}: nueva hora de {{service}} con {{member}}: {{date}}, {{time}} {{zone}}.",
    },
    reassigned: {
      subject: "Ahora con {{member}}: {{service}}, {{date}}",
      heading: "Le atenderá {{member}}",
      body: "Su cita sigue en pie ({{date}}, {{time}}), pero ahora le atenderá {{member}}.",
    },
    cancelled: {
      subject: "Cancelada: {{service}} con {{member}}, {{date}}",
      heading: "Su cita está cancelada",
      who: {
        customer: "Usted ha cancelado su cita: {{date}}, {{time}}.",
        member: "Lo sentimos: {{member}} ha tenido que cancelar su cita ({{date}}, {{time}}).",
        owner: "Lo sentimos: {{business}} ha tenido que cancelar su cita ({{date}}, {{time}}).",
        system: "Su cita ha sido cancelada: {{date}}, {{time}}.",
      },
      body: "Puede elegir otra hora cuando quiera.",
      sms: "{{business}}: cita cancelada, {{service}} con {{member}}, {{date}}, {{time}} {{zone}}.",
    },
    reminder: {
      subject: "Recordatorio: {{service}} con {{member}}, {{date}}, {{time}}",
      heading: "Hasta pronto",
      body: "Le recordamos su cita con {{member}}: {{date}}, {{time}}. Si le ha surgido algo, avísenos lo antes posible.",
      sms: "{{business}}: recordatorio de {{service}} con {{member}}, {{date}}, {{time}} {{zone}}.",
    },
    follow_up: {
      subject: "¿Qué tal {{service}} con {{member}}?",
      heading: "Gracias por su visita",
      body: "Esperamos que su cita con {{member}} ({{date}}) haya ido bien. Nos encantaría saber qué le pareció y volver a verle.",
    },
    waitlist_offer: {
      subject: "Ha quedado una hora libre en {{business}}",
      heading: "Ha quedado una hora libre",
      body: "Ya puede reservar una hora que estaba esperando. Si todavía la quiere, resérvela pronto.",
    },
    member_booking: {
      subject: "Nueva reserva: {{customer}}, {{service}}, {{date}}",
      heading: "Tiene una nueva reserva",
      body: "{{customer}} tiene una cita con usted: {{service}}, {{date}}, {{time}}.",
    },
    member_request: {
      subject: "Solicitud: {{customer}}, {{service}}, {{date}}",
      heading: "Alguien quiere reservar con usted",
      body: "{{customer}} solicita una cita: {{service}}, {{date}}, {{time}}. Acéptela o rechácela a tiempo; de lo contrario, caducará por sí sola.",
    },
    member_rescheduled: {
      subject: "Nueva hora: {{customer}}, {{service}}, {{date}}",
      heading: "Una reserva tiene una nueva hora",
      who: {
        customer: "{{customer}} ha cambiado esta reserva a: {{date}}, {{time}}.",
        member: "Usted ha cambiado esta reserva a: {{date}}, {{time}}.",
        owner: "{{business}} ha cambiado esta reserva a: {{date}}, {{time}}.",
        system: "Esta reserva ha cambiado a: {{date}}, {{time}}.",
      },
      body: "La hora anterior ya no es válida.",
    },
    member_cancelled: {
      subject: "Cancelada: {{customer}}, {{service}}, {{date}}",
      heading: "Una reserva está cancelada",
      who: {
        customer: "{{customer}} ha cancelado la reserva: {{date}}, {{time}}.",
        member: "Usted ha cancelado la reserva: {{date}}, {{time}}.",
        owner: "{{business}} ha cancelado la reserva: {{date}}, {{time}}.",
        system: "La reserva ha sido cancelada: {{date}}, {{time}}.",
      },
      body: "No tiene que hacer nada.",
    },
    member_reassigned: {
      subject: "Reasignada: {{customer}}, {{service}}, {{date}}",
      heading: "Otra persona se encarga de una reserva suya",
      body: "{{member}} atenderá la cita con {{customer}} ({{date}}, {{time}}). No tiene que hacer nada.",
    },
    payout_trouble: {
      subject: "Sus cobros necesitan su atención",
      heading: "De momento no podemos pagarle",
      body: "El dinero de sus reservas en {{business}} no se le puede transferir por el momento. Revise sus datos de cobro.",
    },
    calendar_trouble: {
      subject: "Su calendario ya no está conectado",
      heading: "No podemos leer su calendario",
      body: "De momento no vemos lo nuevo de su calendario, así que lo que añada allí no impide que otros reserven con usted. Vuelva a conectarlo.",
    },
    agenda: {
      subject: "Sus citas: {{date}}",
      heading: "Su día",
      body: "Estas son sus citas en {{business}}: {{date}}.",
    },
  },
  rows: {
    when: "Cuándo",
    before: "Antes",
    zone: "Zona horaria",
    service: "Servicio",
    member: "Con",
    customer: "Cliente",
    formerMember: "Antes con",
    where: "Dónde",
    phone: "Teléfono",
    code: "Código de reserva",
    note: "Mensaje",
    reason: "Motivo",
    until: "Disponible hasta",
    price: "Precio",
    paid: "Pagado",
    owed: "Por pagar",
    refunded: "Devuelto",
    received: "Pago",
    givenBack: "Reembolso",
  },
  places: {
    online: "En línea",
    phone: "Por teléfono",
    in_person: "En persona",
    to_be_agreed: "Por acordar",
  },
  actions: {
    manage: "Gestionar la reserva",
    open: "Abrir la reserva",
    finish: "Terminar la reserva",
    join: "Unirse a la reunión",
    rebook: "Reservar de nuevo",
    rate: "Contar cómo fue",
    decide: "Aceptar o rechazar",
    pay: "Pagar ahora",
    claim: "Reservar esta hora",
    payouts: "Revisar los cobros",
    reconnect: "Volver a conectar",
    day: "Abrir sus reservas",
  },
  calendar: { add: "Añadir al calendario", file: "Archivo (.ics)" },
  greeting: "Hola, {{reader}}:",
  footer: {
    sentBy: "Enviado por {{business}}",
    why: {
      customer: "Recibe este mensaje porque ha reservado en {{business}}.",
      member: "Recibe este mensaje porque sus clientes reservan con usted en {{business}}.",
    },
    contact: "¿Preguntas? Así puede contactarnos: {{contact}}",
  },
  unsubscribe: "Darse de baja",
};
