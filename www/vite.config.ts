import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // `light-dark()` and nesting go out as written; older browsers lack WebAssembly features we need anyway.
    target: ["chrome123", "firefox121", "safari17.5"],
    // The content security policy knows no `data:` scripts, and small files compress well enough on their own.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  server: {
    proxy: {
      "/v1": { target: "http://localhost:8787", ws: true },
    },
  },
});
