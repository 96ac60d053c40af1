import { runErasures } from "./erasure.ts";

// The same in a process of its own: of a copy of the program that has a promise broken.
const figures = await runErasures({ people: 4, erased: 1, seed: 7, isQuiet: true });
process.stdout.write(JSON.stringify(figures));
process.exit(0);
