import { expect, it } from "vitest";

import { useTransport } from "../src/lib/ipc/transports";
import { read, view } from "../src/lib/tasks/testing";
import { load } from "../src/routes/print/roster/[connection]/[task]/+page";

const MINUTE = 60_000;
const AT = Date.parse("2026-11-23T04:40:00Z");
const nobody = { offset: 0, total: 0, rows: [] };

async function roster(checkIns: object) {
  const answers: Record<string, unknown> = {
    get_task: read(view()),
    list_responses: read(nobody, { fetched_at: AT }),
    list_check_ins: checkIns,
  };
  useTransport({
    call: (name) => Promise.resolve(answers[name]),
    listen: () => Promise.resolve(() => {}),
  });
  const made = await load({ params: { connection: "c1", task: "7" } } as never);
  return (made as { roster: unknown }).roster;
}

it("the_roster_is_as_old_as_its_ticks_and_no_more_complete", async () => {
  const old = read(nobody, { fetched_at: AT - 9 * MINUTE, complete: false });
  expect(await roster(old)).toMatchObject({ fetchedAt: AT - 9 * MINUTE, complete: false });
  expect(await roster(read(nobody, { fetched_at: AT + MINUTE }))).toMatchObject({
    fetchedAt: AT,
    complete: true,
  });
});

it("check_ins_that_were_never_read_make_no_roster_old", async () => {
  const never = read(null, { complete: false });
  expect(await roster(never)).toMatchObject({ fetchedAt: AT, complete: true });
});
