import { encode } from "uqr";

/** A QR code as one SVG path on a square of `size` units, with its white border of four (a reader needs them). */
export function qrOf(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { border: 4, ecc: "M" });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
