import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { modelSamplesPath } from './model-samples-path.ts'

const folder = new URL('.', import.meta.resolve('@dailies/sandbox/samples/models/mini.webp'))

/** Serves the stills of the sandbox's models below the page, and adds them to its build. */
export function modelSamplesPlugin(): Plugin {
  return {
    name: 'dailies:model-samples',
    configureServer({ middlewares }) {
      middlewares.use(`/${modelSamplesPath}`, (request, response, next) => {
        const [, name] = /^\/([\w-]+\.webp)$/.exec(request.url ?? '') ?? []
        if (name === undefined) return next()
        response.setHeader('Content-Type', 'image/webp')
        readFile(new URL(name, folder)).then((still) => response.end(still), next)
      })
    },
    async generateBundle() {
      for (const name of await readdir(fileURLToPath(folder))) {
        const source = await readFile(new URL(name, folder))
        this.emitFile({ type: 'asset', fileName: `${modelSamplesPath}${name}`, source })
      }
    },
  }
}
