import type { Recado } from "../recado.ts";
import { idOf } from "./form.ts";

/** The handler of an address with `:id`. */
export function byId(
  recado: Recado,
  answer: (recado: Recado, request: Request, id: number) => Promise<Response>,
) {
  return ({ request, params }: { request: Request; params: { id: string } }) =>
    answer(recado, request, idOf(params.id));
}
