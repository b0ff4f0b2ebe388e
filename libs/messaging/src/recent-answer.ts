const GOOD_FOR_MS = 1_000;

/**
 * Asks at most once a second, and never more than a tenth of the time; whoever asks in between gets the last answer, or
 * waits for the one under way. A question that failed is asked again.
 */
export function recentAnswer<T>(ask: () => Promise<T>, now: () => number = () => performance.now()): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let goodUntil = -Infinity;
  return () => {
    if (answer && now() < goodUntil) return answer;
    const askedAt = now();
    goodUntil = Infinity;
    answer = ask();
    answer.then(
      () => (goodUntil = now() + Math.max(GOOD_FOR_MS, 9 * (now() - askedAt))),
      () => (goodUntil = -Infinity),
    );
    return answer;
  };
}
