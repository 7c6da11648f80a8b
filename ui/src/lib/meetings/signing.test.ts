import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { setLocale } from "$lib/i18n";
import type { ClubSent, CodeRefusal, MintedCode, PictureRead } from "$lib/ipc/bindings";
import { NOW, read, stopTheClock } from "$lib/tasks/testing";

import { maskName } from "./mask";
import { Minter } from "./minter.svelte";
import ProjectorScreen from "./ProjectorScreen.svelte";
import { codeRefusal, pictureRefusal } from "./refusal";
import { SelfSignIn } from "./selfsignin.svelte";
import SignInPanel from "./SignInPanel.svelte";
import { attendee, board, view, write } from "./testing";

afterEach(() => setLocale("zh-CN"));

const minted = (at: number): MintedCode => ({
  text: `http://jump.weclubs.net?scene_id=202&meeting_id=6&leader_id=30002&timestamp=${at}`,
  minted_at: at,
  clock_skew_ms: null,
  side: 41,
  path: "M0 0h7v1h-7z",
});

describe("the code on the projector", () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOW }));
  afterEach(() => void vi.useRealTimers());

  it("is_renewed_every_ten_seconds", async () => {
    const mint = vi.fn(() => Promise.resolve(minted(Date.now())));
    const minter = new Minter(mint);
    const stop = minter.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(minter.code?.minted_at).toBe(NOW);
    expect(minter.left).toBe(10);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(minter.left).toBe(1);
    expect(mint).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(mint).toHaveBeenCalledTimes(2);
    expect(minter.left).toBe(10);
    stop();
    expect(minter.code).toBeNull();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(mint).toHaveBeenCalledTimes(2);
  });

  it("that_cannot_be_renewed_leaves_the_screen_before_it_is_refused", async () => {
    const mint = vi.fn(() => Promise.resolve(minted(NOW)));
    const minter = new Minter(mint);
    const stop = minter.start();
    await vi.advanceTimersByTimeAsync(0);
    mint.mockImplementation(() => Promise.reject({ code: "unreachable" } as unknown as Error));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(minter.code).not.toBeNull();
    expect(minter.problem?.code).toBe("unreachable");
    // Once a second, not once a look.
    expect(mint.mock.calls.length).toBeLessThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(minter.code).toBeNull();
    stop();
  });

  it("is_not_minted_while_nobody_sees_it", async () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    const mint = vi.fn(() => Promise.resolve(minted(Date.now())));
    const stop = new Minter(mint).start();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(mint).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(mint).toHaveBeenCalledOnce();
    stop();
    hidden.mockRestore();
  });
});

describe("the projector", () => {
  stopTheClock();

  function project(over = {}) {
    const acts = { onmask: vi.fn(), onfull: vi.fn() };
    render(ProjectorScreen, {
      view: view(),
      board: read(board()),
      latest: [attendee()],
      age: read(null, { fetched_at: NOW - 2_000 }),
      code: minted(NOW - 3_000),
      problem: null,
      left: 7,
      skewMs: null,
      masked: false,
      full: false,
      ...acts,
      ...over,
    });
    return acts;
  }

  it("shows_the_code_with_its_time_the_tally_and_who_came_last", () => {
    project();
    expect(screen.getByRole("img", { name: "签到码" })).toBeInTheDocument();
    expect(screen.getByText("12:47:57 的签到码")).toBeInTheDocument();
    expect(screen.getByText("7 秒后更新")).toBeInTheDocument();
    expect(screen.getByText("38")).toBeInTheDocument();
    expect(screen.getByText("/ 52 已签到")).toBeInTheDocument();
    expect(screen.getByText("迟到 2 · 请假 3 · 未到 11")).toBeInTheDocument();
    expect(screen.getByText("周望舒")).toBeInTheDocument();
    expect(screen.getByText("12:48:00")).toBeInTheDocument();
  });

  it("masks_the_names_when_asked", async () => {
    const { onmask } = project({ masked: true });
    expect(screen.queryByText("周望舒")).toBeNull();
    expect(screen.getByText("周＊＊")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "显示姓名" }));
    expect(onmask).toHaveBeenCalledOnce();
    expect(maskName("欧阳若岚")).toBe("欧＊＊＊");
    expect(maskName(" ")).toBe("＊");
  });

  it("says_why_there_is_no_code", () => {
    project({ code: null, problem: { code: "not_permitted" } });
    expect(screen.getByRole("alert")).toHaveTextContent("这个账号不是签到负责人");
    cleanup();
    project({ view: view({ window: "closed" }) });
    expect(screen.getByText("签到已结束")).toBeInTheDocument();
    expect(screen.queryByRole("img", { name: "签到码" })).toBeNull();
    cleanup();
    project({ view: view({ sign_in: "none" }) });
    expect(screen.getByText("这个会议不需要签到")).toBeInTheDocument();
    expect(screen.queryByRole("img", { name: "签到码" })).toBeNull();
  });

  it("warns_of_a_clock_that_spoils_the_codes", () => {
    project({ skewMs: -90_000 });
    expect(screen.getByText(/本机时钟与服务器相差 1 分 30 秒/)).toBeInTheDocument();
  });
});

describe("a refusal", () => {
  const REFUSALS: CodeRefusal[] = [
    { reason: "too_long", length: 4096 },
    { reason: "not_a_code" },
    { reason: "elsewhere" },
    { reason: "other_scene" },
    { reason: "missing", value: "leader" },
    { reason: "twice", value: "meeting" },
    { reason: "malformed", value: "minted_at" },
    { reason: "unexpected" },
  ];
  const PICTURES: Exclude<PictureRead, { kind: "code" }>[] = [
    { kind: "several", count: 5 },
    { kind: "nothing" },
    { kind: "not_a_picture" },
    { kind: "too_large" },
  ];

  it.each(["zh-CN", "en"] as const)("is_a_sentence_of_its_own_%s", (locale) => {
    setLocale(locale);
    const said = [...REFUSALS.map(codeRefusal), ...PICTURES.map(pictureRefusal)];
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) expect(sentence).toMatch(/[。.]$/);
    expect(pictureRefusal({ kind: "other", refusal: { reason: "elsewhere" } })).toBe(
      codeRefusal({ reason: "elsewhere" }),
    );
    expect(said).toMatchSnapshot();
  });
});

describe("signing oneself in", () => {
  const CODE: PictureRead = { kind: "code", text: minted(NOW).text };
  const queued = {
    kind: "queued",
    entry: write({ id: "o9", kind: "sign_in_to_meeting" }),
  } as const;
  const signing = (picture: PictureRead = CODE) => {
    const calls = {
      readPicture: vi.fn(() => Promise.resolve(picture)),
      signIn: vi.fn(() => Promise.resolve<ClubSent>(queued)),
    };
    return { calls, one: new SelfSignIn(calls) };
  };
  const file = (bytes = "picture"): File => new File([bytes], "code.png", { type: "image/png" });

  it("with_a_picture_sends_the_text_that_it_holds", async () => {
    const { calls, one } = signing();
    await one.picture(file());
    expect(calls.readPicture).toHaveBeenCalledWith(btoa("picture"));
    expect(calls.signIn).toHaveBeenCalledWith(minted(NOW).text);
    expect([one.entry, one.refusal]).toEqual(["o9", ""]);
  });

  it("sends_nothing_of_a_picture_that_holds_no_code_or_several", async () => {
    for (const kind of [{ kind: "several", count: 5 }, { kind: "nothing" }] as const) {
      const { calls, one } = signing(kind);
      await one.picture(file());
      expect(calls.signIn).not.toHaveBeenCalled();
      expect(one.refusal).toBe(pictureRefusal(kind));
    }
  });

  it("does_not_even_read_a_file_that_is_too_large", async () => {
    const { calls, one } = signing();
    const large = file();
    Object.defineProperty(large, "size", { value: 33 * 1024 * 1024 });
    await one.picture(large);
    expect(calls.readPicture).not.toHaveBeenCalled();
    expect(one.refusal).toContain("太大");
  });

  it("tells_why_a_text_is_no_code_and_forgets_what_was_before", async () => {
    const { calls, one } = signing();
    await one.picture(file());
    calls.signIn.mockResolvedValueOnce({ kind: "no_code", refusal: { reason: "elsewhere" } });
    await one.text("http://example.org?scene_id=202");
    expect([one.entry, one.refusal]).toEqual([null, codeRefusal({ reason: "elsewhere" })]);
  });

  it("a_camera_that_sees_no_code_looks_on_without_a_word", async () => {
    const { one } = signing({ kind: "nothing" });
    expect(await one.look(file())).toBe(false);
    expect(one.refusal).toBe("");
    const { calls, one: other } = signing();
    expect(await other.look(file())).toBe(true);
    expect(calls.signIn).toHaveBeenCalledOnce();
  });

  it("what_fails_is_said", async () => {
    const { calls, one } = signing();
    calls.signIn.mockRejectedValueOnce({ code: "not_signed_in", connection: "c1" });
    await one.text("x");
    expect(one.refusal).toContain("登录已失效");
    expect(one.busy).toBe(false);
  });
});

describe("the page of signing in", () => {
  stopTheClock();

  function panel(over = {}) {
    const acts = {
      onpicture: vi.fn(),
      ontext: vi.fn(),
      onframe: vi.fn(() => Promise.resolve(false)),
    };
    render(SignInPanel, { busy: false, refusal: "", entry: null, ...acts, ...over });
    return acts;
  }
  /** A paste or a drop that carries a file or a text. */
  function carry(type: "paste" | "drop", files: File[], words: string): Event {
    const data = { files, getData: () => words };
    const event = new Event(type, { bubbles: true, cancelable: true });
    const name = type === "paste" ? "clipboardData" : "dataTransfer";
    return Object.defineProperty(event, name, { value: data });
  }

  it("takes_a_file_a_drop_a_paste_and_a_text", async () => {
    const { onpicture, ontext } = panel();
    const file = new File(["x"], "code.png", { type: "image/png" });
    await userEvent.upload(screen.getByLabelText("选择图片…", { selector: "input" }), file);
    screen.getByRole("group", { name: "会议签到" }).dispatchEvent(carry("drop", [file], ""));
    document.dispatchEvent(carry("paste", [file], ""));
    expect(onpicture).toHaveBeenCalledTimes(3);
    document.dispatchEvent(carry("paste", [], minted(NOW).text));
    expect(ontext).toHaveBeenLastCalledWith(minted(NOW).text);
    await userEvent.type(screen.getByRole("textbox"), "abc{Enter}");
    expect(ontext).toHaveBeenLastCalledWith("abc");
  });

  it("a_text_pasted_into_the_field_waits_for_the_button", () => {
    const { ontext } = panel();
    screen.getByRole("textbox").dispatchEvent(carry("paste", [], "abc"));
    expect(ontext).not.toHaveBeenCalled();
  });

  it("offers_no_camera_where_there_is_none", () => {
    panel();
    expect(screen.queryByRole("button", { name: "打开摄像头" })).toBeNull();
  });

  it("offers_a_camera_where_there_is_one", async () => {
    const devices = Object.assign(new EventTarget(), {
      enumerateDevices: () => Promise.resolve([{ kind: "videoinput" }]),
    });
    vi.stubGlobal("navigator", { mediaDevices: devices });
    panel();
    expect(await screen.findByRole("button", { name: "打开摄像头" })).toBeInTheDocument();
    vi.unstubAllGlobals();
  });

  it("says_what_became_of_a_code", () => {
    const sign = (over: Parameters<typeof write>[0]) => {
      cleanup();
      panel({ entry: write({ kind: "sign_in_to_meeting", ...over }) });
      return document.body.textContent;
    };
    expect(sign({ state: "sending" })).toContain("正在签到");
    expect(sign({ state: "confirmed" })).toContain("已签到：新学期招新动员大会");
    const message = "签到码已过期：它是30秒前的";
    const refused = sign({ state: "rejected", problem: { code: "rejected", message } });
    expect(refused).toContain(message);
    expect(refused, "the server said what to do").not.toContain("请重新拍一张");
    const wordless = sign({ state: "rejected", problem: { code: "rejected", message: "" } });
    expect(wordless).toContain("请重新拍一张");
  });
});
