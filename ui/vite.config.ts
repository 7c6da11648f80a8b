import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vitest/config";

const bridge = process.env["MUSTER_BRIDGE"] ?? "http://127.0.0.1:4600";

export default defineConfig({
  plugins: [sveltekit()],
  build: { assetsInlineLimit: 0, target: "es2023" },
  // Vitest runs components as a browser would.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    proxy: { "/call": bridge, "/events": bridge },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
  },
});
