import type { Transport } from "../transport";

let chosen: Promise<Transport> | undefined;

/** The shell where there is one, the bridge otherwise. The other one is never loaded. */
export function transport(): Promise<Transport> {
  chosen ??=
    "__TAURI_INTERNALS__" in globalThis
      ? import("./tauri").then(({ tauri, watchIpcProtocol }) => {
          watchIpcProtocol(() => {
            document.documentElement.dataset["ipc"] = "blocked";
          });
          return tauri;
        })
      : import("./http").then(({ http }) => http);
  return chosen;
}

/** Puts another transport in place; for tests. */
export function useTransport(other: Transport): void {
  chosen = Promise.resolve(other);
}
