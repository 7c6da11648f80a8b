import { en } from "./en";
import { zhCN, type Catalogue } from "./zh-CN";

export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

const catalogues: Record<Locale, Catalogue> = { "zh-CN": zhCN, en };

const current = $state<{ locale: Locale }>({ locale: "zh-CN" });

/** The language in use; reading it in markup or `$derived` follows the choice. */
export function locale(): Locale {
  return current.locale;
}

/** Switches every text on screen at once. */
export function setLocale(next: Locale): void {
  current.locale = next;
  // The page works out all its styles anew where it is written to, though nothing be new.
  if (typeof document !== "undefined" && document.documentElement.lang !== next)
    document.documentElement.lang = next;
}

/**
 * The language that the system asks for. `navigator.language` is `"C"` under
 * `LANG=C.UTF-8`, and Intl throws on it; Chinese is the product's first language.
 */
export function systemLocale(language: string | undefined): Locale {
  if (!language || language === "C" || language === "POSIX") return "zh-CN";
  return language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** The words: `t.common.close`, `t.common.people("12")`. Follows the language in use. */
export const t: Catalogue = new Proxy(zhCN, {
  get: (_, area) => Reflect.get(catalogues[current.locale], area) as unknown,
});
