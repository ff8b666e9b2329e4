import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'vite'

const fileName = 'service-worker.js'

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve('./service-worker.ts'))],
    tsconfig: fileURLToPath(import.meta.resolve('../tsconfig.json')),
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

/** Serves the service worker at the root of Storybook, and adds it to a built Storybook. */
export const serviceWorkerPlugin = (): Plugin => ({
  name: 'dailies:service-worker',
  configureServer({ middlewares }) {
    middlewares.use(`/${fileName}`, async (_request, response, next) => {
      try {
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(await bundle())
      } catch (error) {
        next(error)
      }
    })
  },
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName, source: await bundle() })
  },
})
