/** @jsxImportSource preact */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { ErrorPage, Notice } from "../../views/ui/error.tsx";
import { translator } from "../../views/i18n.ts";
import type { Language } from "../db/schema.ts";
import { AppError } from "./errors.ts";
import { isFragment } from "./request.ts";

type Extra = { status?: number; headers?: Record<string, string> };

/** A whole page. */
export function page(markup: VNode, { status = 200, headers }: Extra = {}): Response {
  return html(`<!doctype html>${renderToString(markup)}`, { status, headers });
}

/** A part of a page, for htmx to swap in. Several parts: pass an array. */
export function fragment(markup: VNode | VNode[], { status = 200, headers }: Extra = {}): Response {
  const text = Array.isArray(markup)
    ? markup.map((part) => renderToString(part)).join("")
    : renderToString(markup);
  return html(text, { status, headers });
}

function html(text: string, { status, headers }: Extra): Response {
  return new Response(text, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** After a form: the browser fetches `location` with GET. htmx gets the same as a header. */
export function redirect(
  location: string,
  request?: Request,
  headers: Record<string, string> = {},
): Response {
  if (request && isFragment(request)) {
    return new Response(null, { status: 200, headers: { "hx-redirect": location, ...headers } });
  }
  return new Response(null, { status: 303, headers: { location, ...headers } });
}

/** RFC 9457. `code` is what programs branch on, `detail` says what to do. */
export function problem(error: AppError): Response {
  return Response.json(
    {
      type: `urn:recado:problem:${error.code}`,
      title: error.code.replaceAll("-", " "),
      status: error.status,
      code: error.code,
      detail: error.message,
    },
    {
      status: error.status,
      headers: { "content-type": "application/problem+json", ...retryAfter(error) },
    },
  );
}

/** The same refusal for a person: a page, or a notice where htmx asked for a part. */
export function refusal(request: Request, error: AppError, language: Language): Response {
  const t = translator(language);
  const message = t(error.key ?? `error.${error.code}`, error.values);
  const headers = retryAfter(error);
  if (!isFragment(request)) {
    const isPublic = new URL(request.url).pathname.startsWith("/c/");
    return page(<ErrorPage {...{ t, language, error, message, isPublic }} />, {
      status: error.status,
      headers,
    });
  }
  return fragment(<Notice message={message} tone="error" />, {
    status: error.status,
    headers: { ...headers, "hx-retarget": "#toasts", "hx-reswap": "beforeend" },
  });
}

function retryAfter(error: AppError): Record<string, string> {
  return error.retryAfter === undefined ? {} : { "retry-after": String(error.retryAfter) };
}
