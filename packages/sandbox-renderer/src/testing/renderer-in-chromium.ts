import { fileURLToPath } from 'node:url'
import type { Renderer } from '@dailies/sandbox'
import { serveBytes } from '@dailies/sandbox/testing/serve-bytes'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import type { DrawingOptions } from '../render-video'
import type { PageMessage, WorkerMessage } from './browser-worker'

const bundle = async (name: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    tsconfig: fileURLToPath(new URL('../../../../tsconfig.json', import.meta.url)),
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

/** Both are defined by `browser-page.ts`. */
declare function renderInWorker(
  order: Extract<PageMessage, { type: 'render' }>,
): Promise<Exclude<WorkerMessage, { type: 'draw' }>>
declare function abortInWorker(number: number): void

/** `browserRenderer` in a worker of a page in Chromium, as a renderer for tests in Node. */
export async function rendererInChromium(options: DrawingOptions = {}): Promise<Required<Renderer>> {
  const type = 'text/javascript'
  const [page, worker] = await Promise.all([bundle('./browser-page.ts'), bundle('./browser-worker.ts')])
  const site = await serveBytes({
    '/': { type: 'text/html', bytes: '<!doctype html><link rel="icon" href="data:,"><script src="/page.js"></script>' },
    '/page.js': { type, bytes: page },
    '/worker.js': { type, bytes: worker },
  })
  const browser = await chromium.launch(launchOptions)
  const tab = await browser.newPage()
  await tab.goto(site.origin)
  let count = 0
  return {
    async render({ referenceImage, ...request }, { signal } = {}) {
      const number = (count += 1)
      const image = referenceImage && { image: Buffer.from(referenceImage).toString('base64') }
      signal?.addEventListener('abort', () => void tab.evaluate((number) => abortInWorker(number), number))
      const order = { type: 'render', number, request, ...image, options } as const
      const reply = await tab.evaluate((order) => renderInWorker(order), order)
      if (reply.type === 'failed') throw new Error(reply.error)
      const { files, width, height, seconds } = reply
      const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
      const [video, thumbnail] = [bytes(files.video), bytes(files.thumbnail)]
      return { video, thumbnail, spritesheet: bytes(files.spritesheet), width, height, seconds }
    },
    async close() {
      await browser.close()
      await site.close()
    },
  }
}
