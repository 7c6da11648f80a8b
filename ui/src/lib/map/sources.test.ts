import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { MapSource, MapSources, TileProblem } from "$lib/ipc/bindings";
import { setLocale } from "$lib/i18n";

import SourcesBox from "./SourcesBox.svelte";
import { formatBytes, tileProblemText } from "./sources";

const source: MapSource = {
  id: "m1",
  kind: "address",
  name: "街道图",
  place: "http://127.0.0.1:9/{z}/{x}/{y}.png",
  attribution: "",
  min_zoom: 0,
  max_zoom: 18,
  bounds: null,
  crs: "gcj02",
  encrypted: false,
};
const sources: MapSources = {
  sources: [source],
  chosen: null,
  kept: { tiles: 12, bytes: 345_678, limit_bytes: 256_000_000 },
};

function show(over: Partial<MapSources> = {}, problem: TileProblem | null = null) {
  setLocale("zh-CN");
  const acts = {
    onchoose: vi.fn(),
    ontest: vi.fn(() => Promise.resolve({ problem, took_ms: 42 })),
    onremove: vi.fn(),
    onfile: vi.fn(),
    onaddress: vi.fn(() => Promise.resolve(problem)),
    onclear: vi.fn(),
  };
  render(SourcesBox, { sources: { ...sources, ...over }, ...acts });
  return { acts, user: userEvent.setup() };
}
const press = (name: RegExp): HTMLElement => screen.getByRole("button", { name });

describe("base maps", () => {
  it("say what a tile server learns, and which one is not encrypted", () => {
    show();
    expect(screen.getByText(/瓦片服务器会知道你在看哪里/)).toBeVisible();
    expect(screen.getByText("未加密")).toBeVisible();
    expect(screen.getByText("瓦片服务器 · GCJ-02 · 0–18 级")).toBeVisible();
  });

  it("are chosen, and the outline instead of them", async () => {
    const { acts, user } = show();
    await user.click(press(/^使用$/));
    expect(acts.onchoose).toHaveBeenCalledWith("m1");
    expect(screen.queryByRole("button", { name: "用内置轮廓" })).toBeNull();
  });

  it("go back to the outline", async () => {
    const { acts, user } = show({ chosen: "m1" });
    await user.click(press(/用内置轮廓/));
    expect(acts.onchoose).toHaveBeenCalledWith(null);
  });

  it("are tested, and the answer stands in the row", async () => {
    const { user } = show({}, { kind: "refused", status: 403 });
    await user.click(press(/测试/));
    expect(await screen.findByText("服务器拒绝了（HTTP 403）")).toBeVisible();
  });

  it("are removed only after a question", async () => {
    const { acts, user } = show();
    await user.click(press(/移除/));
    expect(acts.onremove).not.toHaveBeenCalled();
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("移除“街道图”？");
    await user.click(screen.getAllByRole("button", { name: "移除" }).at(-1) as HTMLElement);
    expect(acts.onremove).toHaveBeenCalledWith("m1");
  });

  it("a wrong address stays in the dialog with its reason", async () => {
    const { acts, user } = show({}, { kind: "bad_address" });
    await user.click(press(/添加瓦片服务器/));
    await user.type(await screen.findByLabelText(/地址/), "nonsense");
    await user.click(press(/^添加$/));
    expect(acts.onaddress).toHaveBeenCalledWith({
      name: "",
      address: "nonsense",
      attribution: "",
      min_zoom: 0,
      max_zoom: 18,
      crs: "wgs84",
    });
    expect(await screen.findByText(/地址不对/)).toBeVisible();
  });

  it("have words for every reason and for sizes", () => {
    setLocale("en");
    expect(tileProblemText({ kind: "no_tile" })).toBe("The server has no such tile");
    expect(tileProblemText({ kind: "refused", status: 404 })).toContain("404");
    expect([345_678, 3_450_000, 256_000_000].map(formatBytes)).toEqual([
      "346\u202fkB",
      "3.5\u202fMB",
      "256\u202fMB",
    ]);
  });
});
