import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type { AppError, Connection } from "$lib/ipc/bindings";

import ConnectionCard from "./ConnectionCard.svelte";
import ConnectionFormDialog from "./ConnectionFormDialog.svelte";
import LeaveDialog from "./LeaveDialog.svelte";
import SignInDialog from "./SignInDialog.svelte";

const connection: Connection = {
  id: "c1",
  config: {
    kind: "militia",
    name: "海珠",
    base_url: "http://muster.example:12380",
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
  },
  username: "commander",
  session: "signed_out",
  capabilities: [],
  dialect: null,
  encrypted: false,
  demo: false,
  proxy: "http://proxy.example:3128",
  reached_at: null,
  problem: null,
  clock_skew_ms: null,
};
const acts = () => ({
  onsignin: vi.fn(),
  onsignout: vi.fn(),
  onedit: vi.fn(),
  ontest: vi.fn(),
  onremove: vi.fn(),
});

describe("ConnectionCard", () => {
  it("shows_what_a_careful_person_looks_for", () => {
    render(ConnectionCard, { connection, ...acts() });
    for (const text of [
      "未加密",
      "未登录",
      "http://proxy.example:3128",
      "登录后识别",
      "从未连通",
    ]) {
      expect(screen.getAllByText(text).length, text).toBeGreaterThan(0);
    }
  });

  it("plain_http_on_this_machine_is_not_called_encrypted", () => {
    render(ConnectionCard, { connection: { ...connection, encrypted: true }, ...acts() });
    expect(screen.getByText("本机")).toBeInTheDocument();
    expect(screen.queryByText("已加密")).toBeNull();
  });

  it("tells_the_protocol_only_where_there_are_several", () => {
    const config = { ...connection.config, kind: "weclubs" } as Connection["config"];
    render(ConnectionCard, { connection: { ...connection, config }, ...acts() });
    expect(screen.queryByText("协议")).toBeNull();
  });
});

describe("SignInDialog", () => {
  async function fill(): Promise<void> {
    await userEvent.type(screen.getByLabelText("密码"), "一二三");
  }
  const submit = (name: string) => userEvent.click(screen.getByRole("button", { name }));

  it("asks_once_before_a_password_is_sent_in_the_clear", async () => {
    const answers: (AppError | null)[] = [{ code: "not_encrypted" }, null];
    const onsignin = vi.fn(() => Promise.resolve(answers.shift() ?? null));
    render(SignInDialog, { connection, onsignin, onclose: () => {} });
    await fill();
    await submit("登录");
    expect(onsignin).toHaveBeenLastCalledWith("commander", "一二三", false);
    expect(await screen.findByText("密码将以明文发送")).toBeInTheDocument();
    await submit("仍然登录");
    expect(onsignin).toHaveBeenLastCalledWith("commander", "一二三", true);
  });

  it("a_wrong_password_is_cleared_and_the_name_kept", async () => {
    const onsignin = vi.fn(() => Promise.resolve<AppError>({ code: "wrong_password" }));
    render(SignInDialog, { connection, onsignin, onclose: () => {} });
    await fill();
    await submit("登录");
    expect(await screen.findByText("账号或密码不对")).toBeInTheDocument();
    expect(screen.getByLabelText("密码")).toHaveValue("");
    expect(screen.getByLabelText("用户名")).toHaveValue("commander");
  });

  it("nothing_is_sent_without_a_password", async () => {
    const onsignin = vi.fn();
    render(SignInDialog, { connection, onsignin, onclose: () => {} });
    await submit("登录");
    expect(onsignin).not.toHaveBeenCalled();
    expect(screen.getByLabelText("密码")).toHaveAccessibleDescription("请填写密码");
  });
});

describe("ConnectionFormDialog", () => {
  it("keeps_what_was_typed_when_it_is_refused_and_says_where", async () => {
    const onsave = vi.fn(() => Promise.resolve<AppError>({ code: "bad_address" }));
    render(ConnectionFormDialog, { onsave, ontest: vi.fn(), onclose: () => {} });
    const address = screen.getByLabelText("服务器地址");
    await userEvent.type(address, "not an address");
    await userEvent.click(screen.getByRole("button", { name: "保存并登录" }));
    await waitFor(() => expect(address).toBeInvalid());
    expect(address).toHaveValue("not an address");
    expect(address).toHaveAccessibleDescription("写成 http://主机:端口 或 https://主机:端口。");
  });

  it("a_test_tells_speed_encryption_and_a_clock_that_is_off", async () => {
    const ontest = vi.fn(() =>
      Promise.resolve({
        took_ms: 43,
        encrypted: false,
        proxy: null,
        dialect: null,
        clock_skew_ms: -125_000,
      }),
    );
    render(ConnectionFormDialog, { connection, onsave: vi.fn(), ontest, onclose: () => {} });
    await userEvent.click(screen.getByRole("button", { name: "测试连接" }));
    expect(await screen.findByText(/43 毫秒 · 未加密 · 服务器时钟慢 2 分/)).toBeInTheDocument();
  });

  it("a_test_of_plain_http_on_this_machine_does_not_speak_of_encryption", async () => {
    const result = { took_ms: 3, encrypted: true, proxy: null, dialect: null, clock_skew_ms: null };
    const there = async (address: string): Promise<void> => {
      cleanup();
      const ontest = vi.fn(() => Promise.resolve(result));
      render(ConnectionFormDialog, { onsave: vi.fn(), ontest, onclose: () => {} });
      await userEvent.type(screen.getByLabelText("服务器地址"), address);
      await userEvent.click(screen.getByRole("button", { name: "测试连接" }));
    };
    await there("http://127.0.0.1:8700");
    expect(await screen.findByText(/3 毫秒 · 本机/)).toBeInTheDocument();
    await there("https://muster.example");
    expect(await screen.findByText(/3 毫秒 · 已加密/)).toBeInTheDocument();
  });

  it("without_an_address_nothing_is_called", async () => {
    const [onsave, ontest] = [vi.fn(), vi.fn()];
    render(ConnectionFormDialog, { onsave, ontest, onclose: () => {} });
    await userEvent.click(screen.getByRole("button", { name: "测试连接" }));
    await userEvent.click(screen.getByRole("button", { name: "保存并登录" }));
    expect(onsave).not.toHaveBeenCalled();
    expect(ontest).not.toHaveBeenCalled();
    expect(screen.getByLabelText("服务器地址")).toHaveAccessibleDescription("请填写服务器地址");
  });
});

it("signing_out_keeps_the_cache_unless_asked_to_wipe_it", async () => {
  const onleave = vi.fn(() => Promise.resolve(null));
  render(LeaveDialog, { connection, what: "signOut", onleave, onclose: () => {} });
  await userEvent.click(screen.getByRole("button", { name: "退出登录" }));
  expect(onleave).toHaveBeenLastCalledWith(false);
  await userEvent.click(screen.getByRole("checkbox", { name: "同时清除本机缓存的数据" }));
  await userEvent.click(screen.getByRole("button", { name: "退出登录" }));
  expect(onleave).toHaveBeenLastCalledWith(true);
});
