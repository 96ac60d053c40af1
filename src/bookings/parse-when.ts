import {
  atWords,
  dayUnits,
  dayWords,
  halfWords,
  hourUnits,
  inWords,
  monthWords,
  nextWords,
  noonWords,
  oneWords,
  type Part,
  partWords,
  weekdayWords,
  weekUnits,
  weekWords,
} from "./when-words.ts";

/** What somebody wrote about a day and a time. At least one of the three is there. */
export interface When {
  date: Temporal.PlainDate | null;
  /** Minutes since midnight; "at 3" may be both 180 and 900, the likelier by the opening hours. */
  minutes: number[];
  part: Part | null;
}

export interface WhenPlace {
  /** By the business's wall clock. */
  today: Temporal.PlainDate;
  /** Whether 3/4 is the fourth of March. */
  isMonthFirst: boolean;
}

/**
 * "tomorrow 15h", "amanhã às 15", "next Friday morning", "le 3 mars à 9h30", "pasado mañana por la
 * tarde": all four languages at once. Null: it says nothing about a day or a time. A weekday is the
 * next one with its name; a date that has passed is next year's.
 */
export function parseWhen(text: string, place: WhenPlace): When | null {
  const rest = new Rest(text);
  const date = rest.readDate(place) ?? rest.readDistance(place.today);
  const clock = rest.readClock();
  const part = rest.readPart();
  const day = date ?? rest.readDay(place.today);
  const bare = clock ?? rest.readBareHour();
  const when = {
    date: day && "date" in day ? day.date : day,
    minutes: bare ? halfDays(bare, partOf(day, part)) : [],
    part: partOf(day, part),
  };
  return when.date || when.minutes.length > 0 || when.part ? when : null;
}

type Day = Temporal.PlainDate | { date: Temporal.PlainDate; part: Part };
function partOf(day: Day | null, part: Part | null): Part | null {
  return part ?? (day && "part" in day ? day.part : null);
}

interface Clock {
  hour: number;
  minute: number;
  /** "am", "pm", or an hour that can only be meant as it stands. */
  isSure: boolean;
}

/** In the afternoon 3 is 15; without any sign it may be either. */
function halfDays({ hour, minute, isSure }: Clock, part: Part | null): number[] {
  const early = hour * 60 + minute;
  if (isSure || hour === 0 || hour >= 12) return [early];
  if (part === "morning") return [early];
  return part ? [early + 720] : [early, early + 720];
}

/** A message from which what was understood is taken away. */
class Rest {
  private text: string;
  private readonly isShort: boolean;

  constructor(text: string) {
    const plain = text
      .normalize("NFKD")
      .toLowerCase()
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/\b([ap])\s?\.\s?m\b\.?/g, "$1m")
      .replaceAll(/[^a-z0-9:/.\s-]+/g, " ")
      .replaceAll(/(?<!\d)[-.]|[-.](?!\d)/g, " ")
      .replaceAll(/\s+/g, " ");
    this.text = ` ${plain.trim()} `;
    const count = plain.trim().split(" ").length;
    this.isShort = count === 1 || (count <= 3 && /\d/.test(plain));
  }

  /** Takes the first match away. */
  private take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.text);
    if (found)
      this.text = `${this.text.slice(0, found.index)} ${this.text.slice(found.index + found[0].length)}`;
    return found;
  }

  private takeWord(words: readonly string[]): boolean {
    return this.take(new RegExp(` (?:${words.join("|")})(?= )`)) !== null;
  }

  /** "2026-11-24", "24/11", "24 de novembro", "November 24th" */
  readDate({ today, isMonthFirst }: WhenPlace): Temporal.PlainDate | null {
    const iso = this.take(/ (20\d\d)-(\d\d?)-(\d\d?)(?= )/);
    if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), today);
    const numbers = this.take(/ (\d{1,2})[/-](\d{1,2})(?:[/-](20\d\d|\d\d))?(?= )/);
    if (numbers) {
      const [first, second] = [Number(numbers[1]), Number(numbers[2])];
      const isFlipped = second > 12 || (isMonthFirst && first <= 12);
      const [day, month] = isFlipped ? [second, first] : [first, second];
      return dateOf(yearOf(numbers[3]), month, day, today);
    }
    return this.readNamedDate(today);
  }

  private readNamedDate(today: Temporal.PlainDate): Temporal.PlainDate | null {
    const names = monthWords.flat().join("|");
    const found =
      this.take(
        new RegExp(
          ` (\\d{1,2})(?:st|nd|rd|th|er|o|a)? (?:of |de |do )?(${names})(?: (?:de |del )?(20\\d\\d))?(?= )`,
        ),
      ) ?? this.take(new RegExp(` (${names}) (\\d{1,2})(?:st|nd|rd|th)?(?: (20\\d\\d))?(?= )`));
    if (!found) return null;
    const [, one = "", other = "", year] = found;
    const [day, name] = /^\d/.test(one) ? [one, other] : [other, one];
    const month = monthWords.findIndex((words) => words.includes(name)) + 1;
    return dateOf(yearOf(year), month, Number(day), today);
  }

  /** "in 3 days", "dans une semaine" */
  readDistance(today: Temporal.PlainDate): Temporal.PlainDate | null {
    const found = this.take(
      new RegExp(` (?:${inWords}) (\\d{1,2}|${oneWords}) (?:(${dayUnits})|(${weekUnits}))(?= )`),
    );
    if (!found) return null;
    const n = /^\d/.test(found[1] ?? "") ? Number(found[1]) : 1;
    return today.add(found[2] ? { days: n } : { weeks: n });
  }

  /** "15h30", "3:30 pm", "15 horas", "noon" */
  readClock(): Clock | null {
    const half = this.take(new RegExp(` (\\d{1,2}) ?(?:h|hs)? (?:${halfWords})(?= )`));
    if (half) return clockOf(half[1], "30");
    const past = this.take(/ half past (\d{1,2})(?= )/);
    if (past) return clockOf(past[1], "30");
    const english = this.take(/ (\d{1,2})(?:[:.]([0-5]\d))? ?(am|pm)(?= )/);
    if (english) return clockOf(english[1], english[2], english[3]);
    const exact = this.take(/ (\d{1,2}) ?[:h.] ?([0-5]\d)(?:h|hs|min)?(?= )/);
    if (exact) return clockOf(exact[1], exact[2]);
    const full = this.take(new RegExp(` (\\d{1,2}) ?(?:${hourUnits})(?= )`));
    if (full) return clockOf(full[1]);
    if (this.text.includes(" apres midi ")) return null;
    return this.takeWord(noonWords) ? { hour: 12, minute: 0, isSure: true } : null;
  }

  readPart(): Part | null {
    // "this morning" says the day as well: left for readDay.
    if (
      dayWords.some(
        ({ words, part }) => part && words.some((word) => this.text.includes(` ${word} `)),
      )
    )
      return null;
    return partWords.find(({ words }) => this.takeWord(words))?.part ?? null;
  }

  readDay(today: Temporal.PlainDate): Day | null {
    const found = dayWords.find(({ words }) => this.takeWord(words));
    if (found) {
      const date = today.add({ days: found.days });
      return found.part ? { date, part: found.part } : date;
    }
    const isNextWeek = this.takeWord(weekWords);
    const monday = today.add({ days: 8 - today.dayOfWeek });
    const weekday = this.readWeekday();
    if (isNextWeek) return monday.add({ days: weekday ?? 0 });
    if (weekday === null) return null;
    const days = (weekday + 8 - today.dayOfWeek) % 7;
    return today.add({ days: days === 0 && this.takeWord(nextWords) ? 7 : days });
  }

  /** 0: Monday. */
  private readWeekday(): number | null {
    const index = weekdayWords.findIndex(({ names, short }) =>
      this.takeWord([
        ...names.map((name) => `${name}(?: feira)?s?`),
        ...(this.isShort ? short : []),
      ]),
    );
    return index < 0 ? null : index;
  }

  /** "at 3", "às 15", or what is left when there was a day: "Friday 15". */
  readBareHour(): Clock | null {
    const found =
      this.take(new RegExp(` (?:${atWords}) (\\d{1,2})(?= )`)) ?? this.take(/^ +(\d{1,2}) +$/);
    return found ? clockOf(found[1]) : null;
  }
}

function clockOf(hours = "", minutes = "0", half?: string): Clock | null {
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (half) {
    if (hour < 1 || hour > 12) return null;
    return { hour: (hour % 12) + (half === "pm" ? 12 : 0), minute, isSure: true };
  }
  if (hour > 23) return null;
  return { hour, minute, isSure: hours.length === 2 && hours.startsWith("0") };
}

function yearOf(text: string | undefined): number | null {
  if (!text) return null;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/** Null for a day that no calendar has. Without a year it is the next one with that date. */
function dateOf(
  year: number | null,
  month: number,
  day: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  try {
    const at = (y: number) =>
      Temporal.PlainDate.from({ year: y, month, day }, { overflow: "reject" });
    if (year !== null) return at(year);
    const thisYear = at(today.year);
    return Temporal.PlainDate.compare(thisYear, today) < 0 ? at(today.year + 1) : thisYear;
  } catch {
    return null;
  }
}
