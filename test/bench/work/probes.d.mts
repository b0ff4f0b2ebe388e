interface Seen {
  dueAt: number;
  seenAt: number;
}

type CountsByLane = Map<number, number>;

export class Probes {
  constructor(sent: { n: number; lane: number }[], read: () => Promise<CountsByLane>, before: CountsByLane);
  watch(
    dueAt: (n: number) => number,
    withinMs: number,
    clock?: () => number,
  ): Promise<{ missing: number; lastSeenAt: number; all: Seen[]; p50: number; p99: number; max: number }>;
}
