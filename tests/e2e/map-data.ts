import type { Page } from "@playwright/test";

import { answer } from "./app";
import { NOW, read } from "./tasks-data";

/** The gather place of the invented task, WGS-84. */
export const PLACE = { lat: 23.098, lng: 113.317 };

interface Person {
  soldier: string;
  name: string;
  phone: string;
  office: string;
  at: { lat: number; lng: number };
  seen_at: number;
  moved: boolean;
  metres: number;
  arrives_at: number | null;
  speed_mps: number | null;
  checked_in: boolean;
}

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const OFFICES = ["昌岗街", "江南中街", "海珠区一排", "滨江街"];
const SURNAMES = "陈李黄梁何张林吴".split("");
const GIVEN = ["嘉树", "沐阳", "梓豪", "思远", "若岚", "子轩", "静", "伟"];

/** People around the gather place, nearer ones more often; the first few have arrived. */
export function crowd(count: number, spread = 0.12): Person[] {
  const next = numbers(7);
  return Array.from({ length: count }, (_, at) => {
    const [turn, far] = [next() * 2 * Math.PI, next() ** 2 * spread];
    const near = at % 9 === 0;
    const where = {
      lat: PLACE.lat + Math.sin(turn) * (near ? 0.0002 : far),
      lng: PLACE.lng + Math.cos(turn) * (near ? 0.0002 : far),
    };
    const metres = Math.round(
      Math.hypot(where.lat - PLACE.lat, (where.lng - PLACE.lng) * 0.92) *
        111_195,
    );
    const age = Math.floor(next() ** 3 * 1_500);
    const coming = !near && age < 600 && at % 3 !== 0;
    return {
      soldier: String(1000 + at),
      name: `${SURNAMES[at % 8]}${GIVEN[(at * 5 + Math.floor(at / 8)) % 8]}`,
      phone: `1000000${String(at).padStart(4, "0")}`,
      office: OFFICES[at % 4] ?? "",
      at: where,
      seen_at: NOW - 12_000 - age * 1000,
      moved: at % 5 !== 0,
      metres,
      arrives_at: coming ? NOW + Math.round(metres / 4) * 1000 : null,
      speed_mps: coming ? 4 : 0,
      checked_in: near && at % 2 === 0,
    };
  });
}

interface Query {
  filter: string;
  soldiers: string[] | null;
  sort: string;
  descending: boolean;
  offset: number;
  limit: number;
}

/** Answers the commands of the gather map for these people, as the core would. */
export async function answerMap(
  page: Page,
  people: readonly Person[],
  over: object = {},
): Promise<void> {
  const metres = people.map((one) => one.metres).toSorted((a, b) => a - b);
  await answer(
    page,
    "get_position_board",
    read({
      has_module: true,
      place: PLACE,
      place_name: "新天地广场",
      people: people.length,
      silent: 9,
      there: people.filter((one) => one.metres <= 50).length,
      coming: people.filter((one) => one.arrives_at !== null).length,
      in_time: people.filter((one) => one.metres <= 50 || one.arrives_at)
        .length,
      median_metres: metres[Math.floor((metres.length - 1) / 2)] ?? null,
      bounds: null,
      ...over,
    }),
  );
  await page.route("**/call/list_position_points", async (route) => {
    const { after } = route.request().postDataJSON() as {
      after: string | null;
    };
    const from = after === null ? 0 : Number(after) - 1000 + 1;
    const some = people.slice(from, from + 5_000);
    const last = some.at(-1);
    const value = {
      soldiers: some.map((one) => one.soldier),
      lat: some.map((one) => Math.round(one.at.lat * 1e6)),
      lng: some.map((one) => Math.round(one.at.lng * 1e6)),
      seen_s: some.map((one) =>
        Math.round((NOW - 12_000 - one.seen_at) / 1000),
      ),
      marks: some.map(
        (one) =>
          (one.checked_in ? 1 : 0) +
          (one.arrives_at === null ? 0 : 2) +
          (one.metres <= 50 ? 4 : 0) +
          (one.moved ? 0 : 8),
      ),
      next: last && from + some.length < people.length ? last.soldier : null,
    };
    await route.fulfill({ json: read(value) });
  });
  await page.route("**/call/list_positions", async (route) => {
    const query = route.request().postDataJSON() as Query;
    const found = people
      .filter(
        (one) =>
          one.name.includes(query.filter) &&
          (query.soldiers === null || query.soldiers.includes(one.soldier)),
      )
      .toSorted((a, b) => a.metres - b.metres);
    const rows = found.slice(query.offset, query.offset + query.limit);
    await route.fulfill({
      json: read({ offset: query.offset, total: found.length, rows }),
    });
  });
}
