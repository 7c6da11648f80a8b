import adapter from "@sveltejs/adapter-static";

/** @type {import("@sveltejs/kit").Config} */
export default {
  compilerOptions: {
    runes: ({ filename }) => (filename.includes("node_modules") ? undefined : true),
    // Elements are made one by one, so no markup string with inline styles is
    // ever parsed: the content security policy would drop those.
    fragments: "tree",
  },
  kit: {
    adapter: adapter({ pages: "dist", assets: "dist", fallback: "index.html" }),
    // The shell and the bridge set the content security policy.
    version: { pollInterval: 0 },
  },
};
