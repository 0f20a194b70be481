import { fileURLToPath } from "node:url";

import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { groups } from "./build/chunks.ts";
import { edgeUrl } from "./build/edge.ts";
import { precompress, preloadFonts, withoutRules } from "./build/plugins.ts";

const client = fileURLToPath(new URL("../typescript/src", import.meta.url));

export default defineConfig(({ command }) => ({
  plugins: [react(), optimizeLocales.vite({ locales: ["en-US"] }), withoutRules(), preloadFonts(), precompress()],
  resolve: {
    alias: [
      { find: /^@encompass\/client$/, replacement: `${client}/index.ts` },
      { find: /^@encompass\/client\/(.*)$/, replacement: `${client}/$1` },
    ],
    // The client's folder has packages of its own; two copies of a registry wouldn't know each other's messages.
    dedupe: ["@bufbuild/protobuf", "@connectrpc/connect", "@connectrpc/connect-web"],
  },
  server: {
    host: "127.0.0.1",
    strictPort: true,
    // What the edge answers: RPCs, JSON, and what the store signs links for.
    ...(command === "serve" && !process.env["VITEST"] ? { proxy: proxied() } : {}),
  },
  build: {
    target: "es2022",
    // A data: URL as an image is fine by the policy, as a font or a script it isn't.
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups, includeDependenciesRecursively: false } } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "build/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    restoreMocks: true,
  },
}));

/** Where the edge answers instead of Vite. */
function proxied() {
  return Object.fromEntries(
    ["^/encompass\\.", "/v1/", "/encompass/"].map((path) => [
      path,
      { target: edgeUrl(), changeOrigin: false },
    ]),
  );
}
