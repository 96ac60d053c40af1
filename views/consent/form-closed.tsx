/** @jsxImportSource preact */
import { PublicDocument, type PublicFrame } from "./public-document.tsx";

/** Where a form was, or will be. */
export function FormClosedPage({ isClosed, ...frame }: PublicFrame & { isClosed: boolean }) {
  const { t, business } = frame;
  const title = t(isClosed ? "form.closed" : "form.not-ready");
  return (
    <PublicDocument {...frame} title={title}>
      <h1>{title}</h1>
      <p>{t(isClosed ? "form.closed.text" : "form.not-ready.text", { business })}</p>
    </PublicDocument>
  );
}
