/** @jsxImportSource preact */

/** A QR code, dark on white in either scheme: that is what cameras read. */
export function Qr({ qr, label }: { qr: { size: number; path: string }; label: string }) {
  return (
    <svg class="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={label}>
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
