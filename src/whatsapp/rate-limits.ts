import { SECOND } from "../clock.ts";
import type { Instant } from "../db/schema.ts";

/** API.md §7: one message per 6 s to the same person, of which 45 may be borrowed at once. */
const PAIR_BURST = 45;
const PAIR_PAUSE = 6 * SECOND;

/** A bucket that refills with time: `take` is how long to wait, 0 when it may go now. */
interface Bucket {
  tokens: number;
  at: Instant;
}

export interface RateLimits {
  /** Milliseconds until the number may send again; 0: it may, and this one is counted. */
  takeForChannel(channelId: number, perSecond: number, now: Instant): number;
  takeForPair(threadId: number, now: Instant): number;
  /** Meta said "too fast": nothing leaves this number for so many milliseconds. */
  pauseChannel(channelId: number, until: Instant): void;
}

export function rateLimits(): RateLimits {
  const channels = new Map<number, Bucket>();
  const pairs = new Map<number, Bucket>();
  const paused = new Map<number, Instant>();

  return {
    takeForChannel(channelId, perSecond, now) {
      const wait = (paused.get(channelId) ?? 0) - now;
      return wait > 0 ? wait : take(channels, channelId, perSecond, SECOND / perSecond, now);
    },
    takeForPair(threadId, now) {
      if (pairs.size > 10_000) forgetFull(pairs, now);
      return take(pairs, threadId, PAIR_BURST, PAIR_PAUSE, now);
    },
    pauseChannel(channelId, until) {
      paused.set(channelId, Math.max(until, paused.get(channelId) ?? 0));
    },
  };
}

function take(buckets: Map<number, Bucket>, id: number, size: number, pause: number, now: Instant): number {
  const bucket = buckets.get(id) ?? { tokens: size, at: now };
  bucket.tokens = Math.min(size, bucket.tokens + Math.max(0, now - bucket.at) / pause);
  bucket.at = now;
  buckets.set(id, bucket);
  if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) * pause);
  bucket.tokens -= 1;
  return 0;
}

function forgetFull(buckets: Map<number, Bucket>, now: Instant): void {
  for (const [id, bucket] of buckets) {
    if (bucket.tokens + (now - bucket.at) / PAIR_PAUSE >= PAIR_BURST) buckets.delete(id);
  }
}
