import { defineConfig } from "@playwright/test";

/** Debian's Chromium; nothing is downloaded. */
const CHROMIUM = process.env["MUSTER_CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: ".",
  outputDir: "../../ui/test-results",
  // Each test starts its own core and its own window; two cores carry two.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  // A test that passes at the second try only is named as flaky at the end.
  retries: 1,
  forbidOnly: process.env["CI"] !== undefined,
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "off",
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
