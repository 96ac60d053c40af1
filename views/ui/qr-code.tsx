/** @jsxImportSource preact */
import { encode } from "uqr";

/** A QR code as an image that scales; black on white in dark mode, too, for scanners want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => rowOf(row, y)).join("");
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** Each run of dark modules is one box. */
function rowOf(row: readonly boolean[], y: number): string[] {
  const boxes: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const width = x - start + 1;
    boxes.push(`M${start} ${y}h${width}v1h-${width}z`);
  }
  return boxes;
}
