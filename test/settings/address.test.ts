import { expect, test } from "bun:test";
import { keepAddress } from "../../src/settings/address.ts";
import { getSetting } from "../../src/settings/settings.ts";
import { openDesk } from "../support/desk.ts";

test("the address that links in messages begin with is that of the last start", async () => {
  const desk = await openDesk({ env: { RECADO_BASE_URL: "https://desk.example.com" } });
  expect(await getSetting(desk.recado.db, "address")).toBeNull();
  await keepAddress(desk.recado);
  const address = { url: "https://desk.example.com/", isSet: true };
  expect(await getSetting(desk.recado.db, "address")).toEqual(address);
  const config = { ...desk.config, baseUrl: new URL("http://localhost:3000"), isBaseUrlSet: false };
  await keepAddress({ ...desk.recado, config });
  const local = { url: "http://localhost:3000/", isSet: false };
  expect(await getSetting(desk.recado.db, "address")).toEqual(local);
  await desk.close();
});
