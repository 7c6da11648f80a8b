import type { ConnectionConfig } from "$lib/ipc/bindings";

/** A connection being typed: every field is the text in it. */
export interface ConnectionForm {
  name: string;
  address: string;
  task: string;
  signIn: string;
  location: string;
  crs: ConnectionConfig["crs"];
}

export function formOf(config?: ConnectionConfig): ConnectionForm {
  return {
    name: config?.name ?? "",
    address: config?.base_url ?? "",
    task: config?.modules.task ?? "",
    signIn: config?.modules.sign_in ?? "",
    location: config?.modules.location ?? "",
    // The console of these servers picks places on a GCJ-02 map.
    crs: config?.crs ?? "gcj02",
  };
}

/** `host:12380` as people type it; the core says what is no address. */
function address(typed: string): string {
  const text = typed.trim().replace(/\/+$/, "");
  return text === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}

export function configOf(form: ConnectionForm): ConnectionConfig {
  return {
    kind: "militia",
    name: form.name.trim(),
    base_url: address(form.address),
    modules: {
      task: address(form.task) || null,
      sign_in: address(form.signIn) || null,
      location: address(form.location) || null,
    },
    crs: form.crs,
  };
}
