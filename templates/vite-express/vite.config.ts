import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const serverFolder = path.join(import.meta.dirname, 'server')

/** In development Vite serves the page and this app the API: one command and one origin, so no proxy is needed. */
const server = (): Plugin => ({
  name: 'server',
  apply: 'serve',
  async configureServer(vite) {
    const { createApp } = await vite.ssrLoadModule('/server/app.ts')
    const { app, videos } = await createApp()
    vite.middlewares.use(app)
    videos.start()
    vite.httpServer?.once('close', () => void videos.close())
    vite.watcher.on('change', (file) => {
      if (file.startsWith(serverFolder)) void vite.restart()
    })
  },
})

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), server()],
  // The server loads its packages from node_modules; only its own files are bundled.
  ssr: { external: true },
  build: isSsrBuild ? { outDir: 'dist/server', target: 'node20', copyPublicDir: false } : { outDir: 'dist/page' },
}))
