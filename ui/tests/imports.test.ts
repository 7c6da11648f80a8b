import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const eslint = new ESLint();
const IMPORTS = "@typescript-eslint/no-restricted-imports";

/** The rules that a snippet breaks if it stood in that file. */
async function broken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map((message) => message.ruleId) ?? [];
}
const script = (code: string): string => `<script lang="ts">\n${code}\n</script>\n`;
const shell = 'import { invoke } from "@tauri-apps/api/core";\nvoid invoke;';
const calls = 'import { call } from "$lib/ipc/call";\nvoid call;';
const relative = 'import { call } from "../ipc/call";\nvoid call;';

describe("import rules", () => {
  it.each([
    ["src/lib/ipc/transports/http.ts", shell],
    ["src/lib/ipc/call.ts", shell],
    ["src/lib/tasks/detail.ts", shell],
    ["src/lib/tasks/detail.ts", calls],
    ["src/lib/tasks/detail.ts", relative],
    ["src/lib/design/extra.ts", calls],
    ["src/lib/design/extra.ts", 'import { name } from "$lib/tasks/detail";\nvoid name;'],
    ["src/lib/design/extra.ts", 'import { name } from "../tasks/detail";\nvoid name;'],
    ["src/lib/design/extra.ts", 'import { tasks } from "$lib/i18n/zh-CN/tasks";\nvoid tasks;'],
    ["src/lib/design/extra.ts", 'import { page } from "$app/state";\nvoid page;'],
  ])("%s_may_not: %s", async (file, code) => {
    expect(await broken(file, code)).toContain(IMPORTS);
  });

  it.each([
    ["src/lib/tasks/Row.svelte", script(calls)],
    ["src/routes/+page.svelte", script(shell)],
    ["src/lib/design/Extra.svelte", script(calls)],
  ])("the component %s may not either", async (file, code) => {
    expect(await broken(file, code)).toContain(IMPORTS);
  });

  it.each([
    ["src/lib/ipc/transports/tauri.ts", shell],
    ["src/routes/connections/+page.ts", calls],
    ["src/routes/+layout.ts", calls],
    ["src/lib/ipc/events.ts", calls],
    ["src/lib/design/extra.ts", 'import { t } from "$lib/i18n";\nvoid t;'],
  ])("%s_may: %s", async (file, code) => {
    expect(await broken(file, code)).not.toContain(IMPORTS);
  });

  it("a_page_may_call", async () => {
    expect(await broken("src/routes/outbox/+page.svelte", script(calls))).not.toContain(IMPORTS);
  });

  it("a_primitive_uses_the_common_words_only", async () => {
    const words = (area: string): string => `import { t } from "$lib/i18n";\nvoid t.${area};`;
    expect(await broken("src/lib/design/extra.ts", words("tasks"))).toContain(
      "no-restricted-syntax",
    );
    expect(await broken("src/lib/design/extra.ts", words("common"))).toEqual([]);
  });

  it("an_inline_style_is_refused_and_a_style_directive_is_not", async () => {
    expect(await broken("src/lib/tasks/Row.svelte", '<p style="color: red">x</p>\n')).toContain(
      "no-restricted-syntax",
    );
    expect(await broken("src/lib/tasks/Row.svelte", '<p style:color="red">x</p>\n')).toEqual([]);
  });
});
