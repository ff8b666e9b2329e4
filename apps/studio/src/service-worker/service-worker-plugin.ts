import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { OutputFile } from 'esbuild'
import type { Plugin } from 'vite'

const fileName = 'service-worker.js'
const workspace = fileURLToPath(new URL('../../../..', import.meta.url))

/**
 * Serves a service worker at the root of a site, and adds it to a built one. It is one classic script: not every browser runs a module as a
 * service worker.
 *
 * @param onBundled called with the absolute paths of the files of which it has code
 */
export function serviceWorkerPlugin(entry: URL, onBundled: (files: string[]) => void = () => {}): Plugin {
  const bundle = async (sourcemap: boolean): Promise<OutputFile[]> => {
    const { outputFiles, metafile } = await build({
      entryPoints: [fileURLToPath(entry)],
      outfile: fileName,
      absWorkingDir: workspace,
      tsconfig: path.join(workspace, 'tsconfig.json'),
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      sourcemap: sourcemap && 'external',
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    })
    onBundled(Object.keys(metafile.inputs).map((file) => path.join(workspace, file)))
    return outputFiles
  }
  return {
    name: 'dailies:service-worker',
    configureServer({ middlewares }) {
      middlewares.use(`/${fileName}`, async (_request, response, next) => {
        try {
          const [script] = await bundle(false)
          response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script?.text)
        } catch (error) {
          next(error)
        }
      })
    },
    async generateBundle() {
      const files = await bundle(Boolean(this.environment.config.build.sourcemap))
      for (const { path: file, text } of files)
        this.emitFile({ type: 'asset', fileName: path.basename(file), source: text })
    },
  }
}
