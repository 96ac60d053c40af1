/** @jsxImportSource preact */

/** How much of one kind is kept, and a few of it to recognise it by. */
export interface FoundItem {
  kind: string;
  count: number;
  samples: string[];
}

export function FoundList({ found }: { found: readonly FoundItem[] }) {
  return (
    <dl class="facts">
      {found.map(({ kind, count, samples }) => (
        <div key={kind}>
          <dt>
            {kind}: <strong>{count}</strong>
          </dt>
          <dd class="hint" dir="auto">
            {samples.join(" · ")}
          </dd>
        </div>
      ))}
    </dl>
  );
}
