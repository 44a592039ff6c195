import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** What the console speaks, and what it will speak next. */
const LANGUAGES = /(en-US|tr-TR|ru-RU)\.mjs$/;

/** react-aria has its few own words in 34 languages and bundles all of them; those we do not speak are left out. */
const ownLanguagesOnly: Plugin = {
  name: "own-languages-only",
  enforce: "pre",
  load(id) {
    if (!/[\\/]react-(aria|stately|aria-components)[\\/]dist[\\/].*[\\/]intl[\\/].*[a-z]{2}-[A-Z]{2}\.mjs$/.test(id)) return null;
    return LANGUAGES.test(id) ? null : "export default {};";
  },
};

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  plugins: [ownLanguagesOnly, react()],
  // The simulation runs in a worker of modules.
  worker: { format: "es" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // `light-dark()` and nesting go out as written; older browsers lack WebAssembly features we need anyway.
    target: ["chrome123", "firefox121", "safari17.5"],
    // The content security policy knows no `data:` scripts, and small files compress well enough on their own.
    assetsInlineLimit: 0,
    sourcemap: false,
    // react-dom alone is 180 KB of the first file; screens of those who manage come as files of their own.
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      "/v1": { target: "http://localhost:8787", ws: true },
    },
  },
});
