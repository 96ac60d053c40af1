import type { Checklist } from "../../src/simulator/checklist.ts";
import type { Bubble } from "../inbox/types.ts";

export interface PhonePerson {
  key: string;
  name: string;
  /** "+55 11 95555-0101", or that the number is hidden. */
  subtitle: string;
}

/** The faults that the page can switch on (src/simulator/fake-faults.ts). */
export const pageFaults = ["rate-limited", "server-error", "hang"] as const;
export type PageFault = (typeof pageFaults)[number];

/** A customer's phone and what can be done with it. */
export interface Simulation {
  business: string;
  person: PhonePerson;
  /** The cast, with `person` among them. */
  people: PhonePerson[];
  others: PhonePerson[];
  /** The key of somebody who has never written. */
  newPerson: string;
  /** What this phone shows, oldest first; `in` is what the customer wrote. */
  bubbles: Bubble[];
  /** This person's ticket at the desk. */
  ticket: number | null;
  fault: PageFault | null;
  /** Simulated customers talk to the drafts of flows. */
  usesDrafts: boolean;
  /** Null: dismissed. */
  checklist: Checklist | null;
}
