/** @jsxImportSource preact */
import { NewFlowPage } from "../../views/flows/flows-page.tsx";
import { frameOf } from "../http/frame.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";

/** With what was wrong beside it. */
export async function newFlowPage(
  recado: Recado,
  request: Request,
  { name = "", errors = {} }: { name?: string; errors?: { name?: string; file?: string } } = {},
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return page(<NewFlowPage frame={frame} name={name} errors={errors} />, { status });
}
