import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licencesPlugin } from './src/licences/licences-plugin.ts'
import { modelSamplesPlugin } from './src/model-samples-plugin.ts'

/** One tool, two builds: the page, and with `--ssr src/server/demo.ts` the server. */
export default defineConfig(({ isSsrBuild }) =>
  isSsrBuild
    ? {
        // Vite would bundle the packages of this workspace, which find their own files beside themselves.
        ssr: { external: true },
        build: { outDir: 'dist/server', target: 'node20', copyPublicDir: false },
      }
    : {
        plugins: [react(), modelSamplesPlugin(), licencesPlugin().page],
        // The server writes this answer's nonce in its place.
        html: { cspNonce: '__NONCE__' },
        // Data URLs are no part of the page's policy.
        build: { outDir: 'dist/page', target: 'es2022', assetsInlineLimit: 0 },
      },
)
