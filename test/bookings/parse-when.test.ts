import { describe, expect, test } from "bun:test";
import { parseWhen } from "../../src/bookings/parse-when.ts";

/** A Wednesday. */
const today = Temporal.PlainDate.from("2026-11-18");

function read(text: string, isMonthFirst = false): string {
  const when = parseWhen(text, { today, isMonthFirst });
  if (!when) return "nothing";
  const times = when.minutes.map((n) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, "0")}`);
  return [when.date?.toString().slice(5), times.join("|"), when.part].filter(Boolean).join(" ");
}

describe("a day and a time as people write them", () => {
  const cases: Record<string, [string, string][]> = {
    English: [
      ["tomorrow 15h", "11-19 15:00"],
      ["Tomorrow at 3pm please", "11-19 15:00"],
      ["at 3 tomorrow", "11-19 3:00|15:00"],
      ["next Friday morning", "11-20 morning"],
      ["Friday at 9:30", "11-20 9:30|21:30"],
      ["the day after tomorrow in the afternoon", "11-20 afternoon"],
      ["November 24th at 10 am", "11-24 10:00"],
      ["24th of November", "11-24"],
      ["in 3 days around 4", "11-21 4:00|16:00"],
      ["next week", "11-23"],
      ["Tuesday next week at 11", "11-24 11:00|23:00"],
      ["tonight", "11-18 evening"],
      ["half past 9 on monday", "11-23 9:30|21:30"],
      ["noon", "12:00"],
      ["2026-12-01 14:15", "12-01 14:15"],
      ["3.30 p.m.", "15:30"],
    ],
    French: [
      ["demain à 15h", "11-19 15:00"],
      ["après-demain matin", "11-20 morning"],
      ["vendredi prochain à 9h30", "11-20 9:30|21:30"],
      ["le 1er décembre à 14 heures", "12-01 14:00"],
      ["cet après-midi", "11-18 afternoon"],
      ["demain après-midi vers 4h", "11-19 16:00 afternoon"],
      ["lundi à midi", "11-23 12:00"],
      ["mer à 10h", "11-18 10:00|22:00"],
      ["ven 15h", "11-20 15:00"],
      ["dans une semaine", "11-25"],
      ["la semaine prochaine", "11-23"],
      ["aujourd’hui à 17h45", "11-18 17:45"],
    ],
    Portuguese: [
      ["amanhã às 15", "11-19 15:00"],
      ["amanhã de manhã", "11-19 morning"],
      ["depois de amanhã à tarde", "11-20 afternoon"],
      ["sexta-feira que vem às 9 e meia", "11-20 9:30|21:30"],
      ["terça 14h", "11-24 14:00"],
      ["24 de novembro", "11-24"],
      ["dia 24/11 às 16h30", "11-24 16:30"],
      ["quarta que vem", "11-25"],
      ["hoje à noite", "11-18 evening"],
      ["meio-dia", "12:00"],
      ["sábado pela manhã", "11-21 morning"],
      ["3 da tarde", "15:00 afternoon"],
      ["semana que vem", "11-23"],
    ],
    Spanish: [
      ["mañana a las 15", "11-19 15:00"],
      ["mañana por la mañana", "11-19 morning"],
      ["pasado mañana a las 10:30", "11-20 10:30|22:30"],
      ["el viernes que viene por la tarde", "11-20 afternoon"],
      ["el 24 de noviembre a las 5 de la tarde", "11-24 17:00 afternoon"],
      ["el próximo lunes", "11-23"],
      ["miércoles", "11-18"],
      ["hoy a la 1", "11-18 1:00|13:00"],
      ["dentro de 2 semanas", "12-02"],
    ],
  };
  for (const [language, lines] of Object.entries(cases))
    test(`in ${language}`, () => {
      expect(lines.map(([text]) => [text, read(text)])).toEqual(lines);
    });

  test("a date that has passed is next year's, and 3/4 is as the country writes it", () => {
    expect(parseWhen("3/4", { today, isMonthFirst: false })?.date?.toString()).toBe("2027-04-03");
    expect(parseWhen("3/4", { today, isMonthFirst: true })?.date?.toString()).toBe("2027-03-04");
    expect(parseWhen("11/24", { today, isMonthFirst: false })?.date?.toString()).toBe("2026-11-24");
  });

  test("what is no day and no time says nothing", () => {
    for (const text of ["", "hello", "qui êtes-vous", "31/2", "quero cancelar", "mar", "💈", "25h"])
      expect([text, read(text)]).toEqual([text, text === "mar" ? "11-24" : "nothing"]);
  });
});
