/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { SettingsIndex } from "../../views/settings/settings-page.tsx";
import { frameOf } from "../http/frame.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";

/** The settings at a glance. */
export function settingsRoutes(recado: Recado) {
  return new Elysia().get("/settings", async ({ request }) =>
    page(<SettingsIndex frame={await frameOf(recado, request)} />),
  );
}
