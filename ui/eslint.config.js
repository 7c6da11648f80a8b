import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

/*
 * Who may import what. Each folder gets the whole list of what it must not
 * import, because a later `no-restricted-imports` replaces an earlier one.
 */
const shell = {
  group: ["@tauri-apps/*"],
  message: "Only lib/ipc/transports/tauri.ts talks to the shell.",
};
const calls = {
  regex: "(^\\$lib/ipc|/ipc)/(?!bindings$|error$)",
  message: "Only pages (+page.*, +layout.*) and lib/ipc make calls.",
};
const domain = {
  regex: "^(\\$lib/(?!design(/|$)|i18n$)|\\$app/|\\.\\./(?!design/))",
  message: "Primitives know no domain: they import lib/design and the common words only.",
};
/* `style:` directives set properties one by one, which the policy allows. */
const inlineStyle = {
  selector: "SvelteAttribute[key.name='style']",
  message: "The content security policy drops inline styles; use a class or a style: directive.",
};
/** @param {object[]} patterns */
const forbid = (...patterns) => ({
  "no-restricted-imports": "off",
  "@typescript-eslint/no-restricted-imports": ["error", { patterns }],
});

export default ts.config(
  {
    ignores: [".svelte-kit/", "dist/", "test-results/", "src/lib/ipc/bindings.ts"],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      // TypeScript knows undefined names better.
      "no-undef": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      ...forbid(shell, calls),
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/button-has-type": "error",
      // A server's text must never become a place to go to.
      "svelte/no-target-blank": "error",
      // No base path: the app owns its whole origin.
      "svelte/no-navigation-without-resolve": "off",
      "no-restricted-syntax": ["error", inlineStyle],
    },
  },
  {
    files: [
      "src/routes/**/+page.ts",
      "src/routes/**/+layout.ts",
      "src/routes/**/+page.svelte",
      "src/routes/**/+layout.svelte",
      "src/lib/ipc/**/*.ts",
      "tests/**/*.ts",
    ],
    rules: forbid(shell),
  },
  {
    files: ["src/lib/ipc/transports/tauri.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": "off" },
  },
  {
    files: ["src/lib/design/**"],
    rules: {
      ...forbid(shell, calls, domain),
      "no-restricted-syntax": [
        "error",
        inlineStyle,
        {
          selector: "MemberExpression[object.name='t'][property.name!='common']",
          message: "Primitives use the common words only.",
        },
      ],
    },
  },
  {
    files: ["src/lib/design/**/*.test.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
