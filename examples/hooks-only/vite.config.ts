import { toNode } from '@dailies/server/node'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { PreviewServer, ViteDevServer } from 'vite'
import { videos } from './server.ts'

/** Vite serves the API too, in development and in its preview: this example is about the page. */
function serve({ middlewares, httpServer }: ViteDevServer | PreviewServer): void {
  middlewares.use(toNode(videos))
  videos.start()
  httpServer?.once('close', () => void videos.close())
}

const port = Number(process.env['PORT'] || 3000)

export default defineConfig({
  plugins: [react(), { name: 'videos', configureServer: serve, configurePreviewServer: serve }],
  server: { port },
  preview: { port },
})
