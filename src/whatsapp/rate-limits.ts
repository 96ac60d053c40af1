import { SECOND } from "../clock.ts";
import type { Instant } from "../db/schema.ts";

/** API.md §7: one message per 6 s to the same person, of which 45 may be borrowed at once. */
const PAIR_BURST = 45;
const PAIR_PAUSE = 6 * SECOND;

/** A bucket that refills with time. */
interface Bucket {
  tokens: number;
  at: Instant;
}

export interface RateLimits {
  /** Milliseconds until the number may send again; 0: it may. */
  waitOfChannel(channelId: number, perSecond: number, now: Instant): number;
  /** One message of the number is counted. */
  takeForChannel(channelId: number, perSecond: number, now: Instant): void;
  /** Milliseconds until this person may get another; 0: they may, and this one is counted. */
  takeForPair(threadId: number, now: Instant): number;
  /** Meta said "too fast": nothing leaves this number for so many milliseconds. */
  pauseChannel(channelId: number, until: Instant): void;
}

export function rateLimits(): RateLimits {
  const channels = new Map<number, Bucket>();
  const pairs = new Map<number, Bucket>();
  const paused = new Map<number, Instant>();

  return {
    waitOfChannel(channelId, perSecond, now) {
      const pause = (paused.get(channelId) ?? 0) - now;
      if (pause > 0) return pause;
      const bucket = refill(channels, channelId, perSecond, SECOND / perSecond, now);
      return bucket.tokens < 1 ? Math.ceil(((1 - bucket.tokens) * SECOND) / perSecond) : 0;
    },
    takeForChannel(channelId, perSecond, now) {
      refill(channels, channelId, perSecond, SECOND / perSecond, now).tokens -= 1;
    },
    takeForPair(threadId, now) {
      if (pairs.size > 10_000) forgetFull(pairs, now);
      const bucket = refill(pairs, threadId, PAIR_BURST, PAIR_PAUSE, now);
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) * PAIR_PAUSE);
      bucket.tokens -= 1;
      return 0;
    },
    pauseChannel(channelId, until) {
      paused.set(channelId, Math.max(until, paused.get(channelId) ?? 0));
    },
  };
}

function refill(
  buckets: Map<number, Bucket>,
  id: number,
  size: number,
  pause: number,
  now: Instant,
): Bucket {
  const bucket = buckets.get(id) ?? { tokens: size, at: now };
  bucket.tokens = Math.min(size, bucket.tokens + Math.max(0, now - bucket.at) / pause);
  bucket.at = now;
  buckets.set(id, bucket);
  return bucket;
}

function forgetFull(buckets: Map<number, Bucket>, now: Instant): void {
  for (const [id, bucket] of buckets) {
    if (bucket.tokens + (now - bucket.at) / PAIR_PAUSE >= PAIR_BURST) buckets.delete(id);
  }
}
