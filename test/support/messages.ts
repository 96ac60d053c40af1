import { PHONE_NUMBER_ID, WABA_ID } from "./desk.ts";

let count = 0;

export interface TextOptions {
  from?: string | null;
  userId?: string | null;
  name?: string;
  wamid?: string;
  /** Milliseconds. */
  at?: number;
  phoneNumberId?: string;
}

/** An id as Meta gives them: unique in the run. */
export function newWamid(): string {
  count += 1;
  return `wamid.TEST${count}${crypto.randomUUID().replaceAll("-", "")}`;
}

/** One `messages[]` item with a text body. */
export function textMessage(body: string, options: TextOptions = {}): Record<string, unknown> {
  return message({ type: "text", text: { body } }, options);
}

/** One `messages[]` item of any type. */
export function message(
  content: Record<string, unknown>,
  options: TextOptions = {},
): Record<string, unknown> {
  const {
    from = "5511987654321",
    userId = null,
    wamid = newWamid(),
    at = Date.UTC(2026, 8, 21, 13, 59, 0),
  } = options;
  return {
    ...(from ? { from } : {}),
    ...(userId ? { from_user_id: userId } : {}),
    id: wamid,
    timestamp: String(Math.floor(at / 1000)),
    ...content,
  };
}

/** A whole webhook around messages and statuses. */
export function envelope(
  value: {
    messages?: Record<string, unknown>[];
    statuses?: Record<string, unknown>[];
    contacts?: unknown[];
  } & Record<string, unknown>,
  { phoneNumberId = PHONE_NUMBER_ID, field = "messages" } = {},
): Record<string, unknown> {
  return {
    object: "whatsapp_business_account",
    entry: [
      {
        id: WABA_ID,
        changes: [
          {
            field,
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: phoneNumberId },
              ...value,
            },
          },
        ],
      },
    ],
  };
}

/** A webhook with one text of one person. */
export function textWebhook(body: string, options: TextOptions = {}): Record<string, unknown> {
  const { from = "5511987654321", userId = null, name = "Carla" } = options;
  const contact = {
    profile: { name },
    ...(from ? { wa_id: from } : {}),
    ...(userId ? { user_id: userId } : {}),
  };
  return envelope(
    { contacts: [contact], messages: [textMessage(body, options)] },
    { phoneNumberId: options.phoneNumberId },
  );
}

/** A webhook with one status. */
export function statusWebhook(
  wamid: string,
  status: string,
  {
    reference,
    at = Date.UTC(2026, 8, 21, 13, 59, 30),
    error,
  }: { reference?: string; at?: number; error?: { code: number; title: string } } = {},
): Record<string, unknown> {
  return envelope({
    statuses: [
      {
        id: wamid,
        status,
        timestamp: String(Math.floor(at / 1000)),
        recipient_id: "5511987654321",
        ...(reference ? { biz_opaque_callback_data: reference } : {}),
        ...(error ? { errors: [error] } : {}),
      },
    ],
  });
}
