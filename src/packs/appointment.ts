import { aboutBooking, bookingCategory, bookingNeeds } from "./booking.ts";
import { bookingPhrasings, bookingTexts } from "./booking-texts.ts";
import type { Pack } from "./pack.ts";

/** The customer's next appointment: 1 confirms, 2 moves. */
export const appointment: Pack = {
  key: "appointment",
  icon: "check",
  name: {
    en: "Confirmation of appointments",
    fr: "Confirmation de rendez-vous",
    pt: "Confirmação de horário",
    es: "Confirmación de citas",
  },
  about: {
    en: "Shows the next appointment: 1 confirms it, 2 moves it, 3 cancels it.",
    fr: "Montre le prochain rendez-vous : 1 le confirme, 2 le déplace, 3 l’annule.",
    pt: "Mostra o próximo horário: 1 confirma, 2 remarca, 3 desmarca.",
    es: "Muestra la próxima cita: 1 la confirma, 2 la cambia, 3 la anula.",
  },
  needs: bookingNeeds,
  fields: [],
  dialogues: [
    {
      key: "confirm",
      name: {
        en: "Confirm an appointment",
        fr: "Confirmer un rendez-vous",
        pt: "Confirmar um horário",
        es: "Confirmar una cita",
      },
      flow: aboutBooking("confirm"),
    },
  ],
  incidents: [
    {
      name: {
        en: "Confirms an appointment",
        fr: "Confirme un rendez-vous",
        pt: "Confirma um horário",
        es: "Confirma una cita",
      },
      category: bookingCategory,
      phrasings: bookingPhrasings.confirm,
      dialogue: "confirm",
    },
  ],
  samples: [
    {
      name: {
        en: "Confirms where nothing is booked",
        fr: "Confirme alors que rien n’est réservé",
        pt: "Confirma sem ter horário",
        es: "Confirma sin tener cita",
      },
      turns: [
        {
          say: {
            en: "is my appointment confirmed?",
            fr: "mon rendez-vous est confirmé ?",
            pt: "minha consulta está confirmada?",
            es: "¿está confirmada mi cita?",
          },
          outcome: "incident",
          contains: bookingTexts.none,
        },
        { say: bookingTexts.noMore, outcome: "flow", contains: bookingTexts.bye },
      ],
    },
  ],
};
