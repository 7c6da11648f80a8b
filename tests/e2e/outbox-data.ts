/** What a core's outbox and log hold, in every state. */

/** A fixed past, so that nothing on the screen goes on counting. */
const THEN = Date.UTC(2026, 0, 2, 4, 0);

/** A call-out in this state. */
export const entry = (
  id: number,
  state: string,
  rest: object = {},
): object => ({
  id: `o${id}`,
  connection: "c1",
  connection_name: "海珠人武部",
  elsewhere: null,
  draft: null,
  kind: "publish_task",
  title: `珠江防汛 ${id}`,
  people: 139,
  state,
  created_at: THEN,
  changed_at: THEN,
  send_at: THEN,
  attempts: 1,
  problem: null,
  search: null,
  task: null,
  ...rest,
});

/** One entry of each kind and state. */
export function outbox(): object[] {
  const found = (n: number): object[] =>
    Array.from({ length: n }, (_, i) => ({
      id: `t${i}`,
      title: "珠江防汛",
      launched_at: THEN,
    }));
  const search = (readings: number, n: number): object => ({
    search: { searched_at: Date.now() + 3_600_000, readings, found: found(n) },
  });
  return [
    entry(1, "queued", { problem: { code: "unreachable" } }),
    entry(2, "queued", {
      problem: { code: "not_signed_in", connection: "c1" },
    }),
    entry(3, "sending"),
    entry(4, "unknown", { problem: { code: "cut_off" }, ...search(2, 2) }),
    entry(5, "unknown", {
      problem: { code: "timed_out", sent: true },
      ...search(2, 0),
    }),
    entry(6, "unknown", { problem: { code: "timed_out", sent: true } }),
    entry(7, "rejected", {
      problem: { code: "rejected", message: "集合时间已过" },
    }),
    entry(8, "confirmed", { kind: "finish_task", people: null, task: "12" }),
    entry(9, "taken_back"),
  ];
}

export function activities(): object[] {
  return [
    {
      at: THEN,
      connection: "c1",
      what: "publish_unknown",
      subject: "珠江防汛",
    },
    {
      at: THEN - 86_400_000,
      connection: null,
      what: "signed_in",
      subject: "海珠人武部",
    },
  ];
}
