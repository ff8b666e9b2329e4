import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'vite'

const fileName = 'service-worker.js'

/**
 * Serves a service worker at the root of a site, and adds it to a built one. It is one classic script: not every browser runs a module as a
 * service worker.
 */
export function serviceWorkerPlugin(entry: URL): Plugin {
  const bundle = async (): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(entry)],
      tsconfig: fileURLToPath(new URL('../../../../tsconfig.json', import.meta.url)),
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    })
    return outputFiles[0]?.text ?? ''
  }
  return {
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
  }
}
