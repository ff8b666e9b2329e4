import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licencesPlugin } from './src/licences/licences-plugin.ts'
import { modelSamplesPlugin } from './src/model-samples-plugin.ts'
import { serviceWorkerPlugin } from './src/service-worker/service-worker-plugin.ts'

const licences = licencesPlugin()

/** The studio as a folder for any static host, also below a path: its server runs in a worker of the page. */
export default defineConfig({
  root: 'src/static',
  base: './',
  plugins: [
    react(),
    modelSamplesPlugin(),
    serviceWorkerPlugin(new URL('src/static/service-worker.ts', import.meta.url), licences.add),
    licences.page,
  ],
  worker: { format: 'es', plugins: () => [licences.workers] },
  build: {
    outDir: '../../dist/static',
    emptyOutDir: true,
    target: 'es2022',
    // Data URLs are no part of the page's policy.
    assetsInlineLimit: 0,
  },
})
