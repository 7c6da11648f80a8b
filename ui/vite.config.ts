import { sveltekit } from "@sveltejs/kit/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const bridge = process.env["MUSTER_BRIDGE_URL"] ?? "http://127.0.0.1:4600";

/**
 * SvelteKit's live region for page changes hides itself by an inline style,
 * which the content security policy drops: the title would stand on the page.
 */
const hiddenAnnouncer: Plugin = {
  name: "hidden-announcer",
  enforce: "pre",
  transform(code, id) {
    if (!id.endsWith("/generated/root.svelte")) return null;
    const hidden = code.replace(
      /(id="svelte-announcer"[^>]*?) style="[^"]*"/,
      '$1 class="sr-only"',
    );
    if (hidden === code) throw new Error("the announcer of SvelteKit is not where it was");
    return hidden;
  },
};

export default defineConfig({
  plugins: [hiddenAnnouncer, sveltekit()],
  build: { assetsInlineLimit: 0, target: "es2023" },
  worker: { format: "es" },
  // Vitest runs components as a browser would.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    proxy: { "/call": bridge, "/events": bridge, "/tile": bridge },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
    // A machine that is busy fails nothing.
    testTimeout: 30_000,
  },
});
