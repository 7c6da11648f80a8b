import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import { CallError, toAppError } from "../error";
import type { Transport } from "../transport";

/** The shell: one door for calls, one event. */
export const tauri: Transport = {
  async call(name, args) {
    try {
      return await invoke("call", { name, args });
    } catch (thrown) {
      throw new CallError(toAppError(thrown, `ipc/${name}`));
    }
  },
  async listen(report, missed) {
    const stops = await Promise.all([
      listen("muster://event", (event) => report(event.payload)),
      listen("muster://missed", () => missed?.()),
    ]);
    return () => stops.forEach((stop) => stop());
  },
};

/**
 * Whether calls go over the `ipc:` protocol. When the content security policy
 * blocks it, Tauri falls back to slow messages without a word; the browser
 * reports the blocked address, and that is what this listens for.
 */
export function watchIpcProtocol(blocked: (uri: string) => void): () => void {
  const report = (event: SecurityPolicyViolationEvent): void => {
    if (/^ipc:|^https?:\/\/ipc\.localhost/.test(event.blockedURI)) blocked(event.blockedURI);
  };
  document.addEventListener("securitypolicyviolation", report);
  return () => {
    document.removeEventListener("securitypolicyviolation", report);
  };
}

/** Where the shell serves map tiles: `tile://localhost/`, or what stands for it on Windows. */
export const tileAddress = (): string => convertFileSrc("", "tile");
