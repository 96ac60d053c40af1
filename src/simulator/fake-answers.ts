/** Answers in the Graph API's form, for the fake one. */

/** An error body as `graph/error_…` of the payloads have it (API.md §6). */
export function graphFailure(
  status: number,
  code: number,
  title: string,
  details: string | null,
  subcode?: number,
): Response {
  const error = {
    message: `(#${code}) ${title}`,
    type: "OAuthException",
    code,
    ...(subcode ? { error_subcode: subcode } : {}),
    ...(details ? { error_data: { messaging_product: "whatsapp", details } } : {}),
    fbtrace_id: "ASimulated",
  };
  return Response.json({ error }, { status });
}

/** Code 100, subcode 33: nothing at this address, or nothing for this token. */
export function nothingThere(): Response {
  return graphFailure(400, 100, "Unsupported request. Object does not exist", null, 33);
}

export const succeeded = (): Response => Response.json({ success: true });

/** The templates of the simulated account, in two pages. */
export const simulatedTemplates = [
  [
    {
      id: "9000000000000001",
      name: "order_shipped",
      language: "en_US",
      status: "APPROVED",
      category: "UTILITY",
      parameter_format: "NAMED",
      components: [
        {
          type: "BODY",
          text: "Hello {{first_name}}, your order {{order}} is on its way.",
          example: {
            body_text_named_params: [
              { param_name: "first_name", example: "Ana" },
              { param_name: "order", example: "1042" },
            ],
          },
        },
        { type: "FOOTER", text: "Loja Azul" },
      ],
    },
    {
      id: "9000000000000002",
      name: "are_you_still_there",
      language: "pt_BR",
      status: "APPROVED",
      category: "UTILITY",
      parameter_format: "POSITIONAL",
      components: [
        {
          type: "BODY",
          text: "Oi {{1}}, ainda podemos ajudar com o seu pedido?",
          example: { body_text: [["Ana"]] },
        },
        {
          type: "BUTTONS",
          buttons: [
            { type: "QUICK_REPLY", text: "Sim" },
            { type: "QUICK_REPLY", text: "Não" },
          ],
        },
      ],
    },
  ],
  [
    {
      id: "9000000000000003",
      name: "retour_possible",
      language: "fr",
      status: "APPROVED",
      category: "UTILITY",
      components: [
        {
          type: "BODY",
          text: "Votre retour est bien enregistré. Répondez à ce message pour toute question.",
        },
      ],
    },
    {
      id: "9000000000000004",
      name: "ofertas_de_verano",
      language: "es",
      status: "PENDING",
      category: "MARKETING",
      components: [
        {
          type: "BODY",
          text: "¡Ya están aquí las ofertas de verano! Responde BAJA para no recibir más.",
        },
      ],
    },
  ],
] as const;
