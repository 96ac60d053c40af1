import type { Flow, Step } from "../flows/flow.ts";
import { bookingPhrasings, bookingTexts } from "./booking-texts.ts";
import { words } from "./common-texts.ts";
import type { Four, Pack } from "./pack.ts";

export const bookingCategory: Four = {
  en: "Appointments",
  fr: "Rendez-vous",
  pt: "Agendamentos",
  es: "Citas",
};

export const bookingNeeds = {
  text: {
    en: "Needs services and people with free time under Bookings.",
    fr: "Il faut des prestations et des personnes disponibles dans Réservations.",
    pt: "Precisa de serviços e pessoas com horário em Agendamentos.",
    es: "Necesita servicios y personas con horas libres en Reservas.",
  },
  href: "/bookings",
};

/** Where there is no booking yet: one can be made at once. */
const makeOne: Step[] = [
  {
    id: "none",
    kind: "choose",
    text: bookingTexts.none,
    options: [
      { id: "make", label: bookingTexts.make, words: words.yes, next: "book" },
      { id: "no", label: bookingTexts.noMore, words: words.no, next: "bye" },
    ],
    retries: 1,
    otherwise: "full",
  },
  { id: "book", kind: "book", act: "choose", service: null, next: "link", none: "full" },
  {
    id: "link",
    kind: "check",
    cases: [{ tests: [{ left: "booking_link", test: "is-set" }], next: "calendar" }],
    otherwise: "booked",
  },
  { id: "calendar", kind: "say", text: bookingTexts.calendar, next: "booked" },
  { id: "booked", kind: "end", text: bookingTexts.booked },
  { id: "full", kind: "hand-over", text: bookingTexts.full },
  { id: "bye", kind: "end", text: bookingTexts.bye },
];

/** What becomes of the customer's next booking. */
export function aboutBooking(act: "move" | "cancel" | "confirm"): Flow {
  return {
    start: "own",
    steps: [{ id: "own", kind: "book", act, service: null, next: null, none: "none" }, ...makeOne],
    timeoutMinutes: 1440,
  };
}

const make: Flow = {
  start: "book",
  steps: makeOne.filter((step) => step.id !== "none" && step.id !== "bye"),
  timeoutMinutes: 1440,
};

/** Appointments in the own calendar: made, moved and cancelled by the customer. */
export const booking: Pack = {
  key: "booking",
  icon: "form",
  name: {
    en: "Booking of appointments",
    fr: "Prise de rendez-vous",
    pt: "Agendamento",
    es: "Reserva de citas",
  },
  about: {
    en: "Service, person, day and time by tapping; moved or cancelled the same way.",
    fr: "Prestation, personne, jour et heure en touchant ; déplacé ou annulé de même.",
    pt: "Serviço, pessoa, dia e hora com um toque; remarca e desmarca do mesmo jeito.",
    es: "Servicio, persona, día y hora tocando; se cambia o anula igual.",
  },
  needs: bookingNeeds,
  fields: [],
  dialogues: [
    {
      key: "book",
      name: {
        en: "Book an appointment",
        fr: "Prendre rendez-vous",
        pt: "Marcar um horário",
        es: "Reservar una cita",
      },
      flow: make,
    },
    {
      key: "move",
      name: {
        en: "Move an appointment",
        fr: "Déplacer un rendez-vous",
        pt: "Remarcar um horário",
        es: "Cambiar una cita",
      },
      flow: aboutBooking("move"),
    },
    {
      key: "cancel",
      name: {
        en: "Cancel an appointment",
        fr: "Annuler un rendez-vous",
        pt: "Desmarcar um horário",
        es: "Anular una cita",
      },
      flow: aboutBooking("cancel"),
    },
  ],
  incidents: [
    {
      name: {
        en: "Books an appointment",
        fr: "Prend rendez-vous",
        pt: "Marca um horário",
        es: "Reserva una cita",
      },
      category: bookingCategory,
      phrasings: bookingPhrasings.book,
      dialogue: "book",
    },
    {
      name: {
        en: "Moves an appointment",
        fr: "Déplace un rendez-vous",
        pt: "Remarca um horário",
        es: "Cambia una cita",
      },
      category: bookingCategory,
      phrasings: bookingPhrasings.move,
      dialogue: "move",
    },
    {
      name: {
        en: "Cancels an appointment",
        fr: "Annule un rendez-vous",
        pt: "Desmarca um horário",
        es: "Anula una cita",
      },
      category: bookingCategory,
      phrasings: bookingPhrasings.cancel,
      dialogue: "cancel",
    },
  ],
  samples: [
    {
      name: {
        en: "Books an appointment",
        fr: "Prend rendez-vous",
        pt: "Marca um horário",
        es: "Reserva una cita",
      },
      turns: [
        {
          say: {
            en: "hi, can i make an appointment?",
            fr: "bonjour, je peux prendre un rdv ?",
            pt: "oi, posso agendar?",
            es: "hola, ¿puedo pedir cita?",
          },
          outcome: "incident",
        },
      ],
    },
    {
      name: {
        en: "Cancels where nothing is booked",
        fr: "Annule alors que rien n’est réservé",
        pt: "Desmarca sem ter horário",
        es: "Anula sin tener cita",
      },
      turns: [
        {
          say: {
            en: "cancel my appointment please",
            fr: "annuler mon rendez-vous svp",
            pt: "desmarcar meu horário por favor",
            es: "cancelar mi cita por favor",
          },
          outcome: "incident",
          contains: bookingTexts.none,
        },
        { say: bookingTexts.noMore, outcome: "flow", contains: bookingTexts.bye },
      ],
    },
  ],
};
