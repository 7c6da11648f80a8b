import type { ConnectionConfig, ConnectorKind, SignatureScheme } from "$lib/ipc/bindings";

/** A connection being typed: every field is the text in it. */
export interface ConnectionForm {
  kind: ConnectorKind;
  name: string;
  address: string;
  task: string;
  signIn: string;
  location: string;
  crs: ConnectionConfig["crs"];
  caller: string;
  secret: string;
  signature: SignatureScheme;
  codeHost: string;
  uniacid: string;
}

export function formOf(config?: ConnectionConfig): ConnectionForm {
  return {
    kind: config?.kind ?? "militia",
    name: config?.name ?? "",
    address: config?.base_url ?? "",
    task: config?.modules.task ?? "",
    signIn: config?.modules.sign_in ?? "",
    location: config?.modules.location ?? "",
    // The console of these servers picks places on a GCJ-02 map.
    crs: config?.crs ?? "gcj02",
    caller: config?.weclubs?.caller ?? "",
    secret: config?.weclubs?.secret ?? "",
    signature: config?.weclubs?.signature ?? "md5_of_sha1",
    codeHost: config?.weclubs?.code_host ?? "",
    uniacid: config?.soptask?.uniacid ?? "",
  };
}

/** Whether a text can be the number of an account on a server of moments. */
export const isUniacid = (typed: string): boolean => /^\d{1,10}$/.test(typed.trim());

/** `host:12380` as people type it; the core says what is no address. */
function address(typed: string): string {
  const text = typed.trim().replace(/\/+$/, "");
  return text === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}

const filled = (typed: string): string | null => typed.trim() || null;

export function configOf(form: ConnectionForm): ConnectionConfig {
  const militia = form.kind === "militia";
  const module = (typed: string): string | null => (militia && address(typed)) || null;
  return {
    kind: form.kind,
    name: form.name.trim(),
    base_url: address(form.address),
    modules: {
      task: module(form.task),
      sign_in: module(form.signIn),
      location: module(form.location),
    },
    crs: form.crs,
    ...(form.kind === "weclubs"
      ? {
          weclubs: {
            caller: filled(form.caller),
            secret: filled(form.secret),
            signature: form.signature,
            code_host: filled(form.codeHost),
          },
        }
      : {}),
    ...(form.kind === "soptask" ? { soptask: { uniacid: form.uniacid.trim() } } : {}),
  };
}
