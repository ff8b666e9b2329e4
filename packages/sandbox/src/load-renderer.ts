import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Renderer } from './renderer'

/**
 * Loads the module named by `--renderer` and calls its export `videoRenderer`.
 *
 * @throws Error if it cannot be found or has no such export
 */
export async function loadRenderer(name: string): Promise<Renderer> {
  const { videoRenderer } = (await import(locate(name))) as { videoRenderer?: unknown }
  if (typeof videoRenderer === 'function') return videoRenderer() as Renderer
  throw new Error(`--renderer ${name} exports no function videoRenderer.`)
}

/** The file of a module: first as the working directory sees it, then as this package does, which are siblings under npx. */
function locate(name: string): string {
  const from = [path.join(process.cwd(), 'index.js'), import.meta.filename]
  for (const file of from) {
    try {
      return pathToFileURL(createRequire(file).resolve(name)).href
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
    }
  }
  throw new Error(`--renderer ${name} was not found. Install it: npm install ${name}`)
}
