import type { Signalish } from "preact";

type Value = Signalish<string | undefined>;

/** The htmx 4 attributes that our pages use (test/views/htmx-names.test.tsx refuses any other name). */
interface HtmxAttributes {
  "hx-get"?: Value;
  "hx-post"?: Value;
  "hx-put"?: Value;
  "hx-patch"?: Value;
  "hx-delete"?: Value;
  "hx-trigger"?: Value;
  "hx-target"?: Value;
  "hx-target:inherited"?: Value;
  "hx-swap"?: Value;
  "hx-swap:inherited"?: Value;
  "hx-include"?: Value;
  "hx-include:inherited"?: Value;
  "hx-vals"?: Value;
  "hx-push-url"?: Value;
  "hx-replace-url"?: Value;
  "hx-confirm"?: Value;
  "hx-sync"?: Value;
  "hx-indicator"?: Value;
  "hx-disable"?: Value;
  "hx-encoding"?: Value;
  "hx-select"?: Value;
  "hx-preserve"?: Signalish<boolean | undefined>;
  "hx-morph-skip"?: Signalish<boolean | undefined>;
  "hx-morph-skip-children"?: Signalish<boolean | undefined>;
  "hx-ignore"?: Signalish<boolean | undefined>;
  "hx-sse:connect"?: Value;
}

declare module "preact" {
  interface HTMLAttributes extends HtmxAttributes {}
  namespace JSX {
    interface IntrinsicElements {
      "hx-partial": HtmxAttributes & { id?: string; children?: ComponentChildren };
    }
  }
}
