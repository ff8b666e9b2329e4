import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { toNode } from '../node'
import { createTestApp } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

/** The page: a client of a mount on another port of its host, with a cookie as its only credential. */
const program = `
  import { createVideosClient } from '@dailies/core'
  import { drawSheet } from '@dailies/core/previews'
  const load = (name, src) => new Promise((resolve) => {
    const element = document.createElement(name)
    for (const event of ['load', 'loadeddata', 'error']) element.addEventListener(event, () => resolve(event))
    element.src = src
  })
  globalThis.run = async (baseURL, credentials, id) => {
    const videos = createVideosClient({ baseURL, ...(credentials && { credentials }) })
    const status = (promise) => promise.then(({ status }) => status, ({ status }) => status)
    const created = id === undefined ? await videos.create({ prompt: 'A lamp.' }) : undefined
    if (created) return created.id
    const video = { id }
    return {
      retrieve: await status(videos.retrieve(id)),
      content: await status(videos.content(id)),
      video: await load('video', videos.contentURL(video)),
      image: await load('img', videos.contentURL(video, 'thumbnail')),
      tiles: await drawSheet({ src: videos.contentURL(video), count: 2 }).then(({ grid }) => grid.count, String),
    }
  }
`

let app: TestApp
let browser: Browser
const servers: Server[] = []

/** Starts a server; returns its port. */
async function serve(handler: RequestListener): Promise<number> {
  const server = createServer(handler).listen(0)
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

let pageURL: string
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    alias: {
      '@dailies/core/previews': fileURLToPath(new URL('../../../core/src/previews/index.ts', import.meta.url)),
      '@dailies/core/internal': fileURLToPath(new URL('../../../core/src/internal.ts', import.meta.url)),
      '@dailies/core': fileURLToPath(new URL('../../../core/src/index.ts', import.meta.url)),
    },
  })
  const html = `<!doctype html><script>${outputFiles[0]?.text}</script>`
  const port = await serve((_request, response) =>
    response.setHeader('content-type', 'text/html').setHeader('set-cookie', 'user=ada; Path=/').end(html),
  )
  pageURL = `http://localhost:${port}`
  browser = await chromium.launch(launchOptions)
})
afterAll(async () => {
  await browser?.close()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await app?.videos.close()
})

it('a page of a trusted origin uses, shows and draws videos of another port with its cookie', async () => {
  app = createTestApp({
    server: {
      trustedOrigins: [pageURL],
      authorize: ({ headers }) => (headers.get('cookie') === 'user=ada' ? { owner: 'ada' } : null),
    },
  })
  const baseURL = `http://localhost:${await serve(toNode(app.videos))}/api`
  const page = await browser.newPage()
  await page.goto(pageURL)
  const run = (credentials?: string, id?: string) =>
    page.evaluate(
      ([url, mode, known]) => (globalThis as unknown as { run(...values: unknown[]): unknown }).run(url, mode, known),
      [baseURL, credentials, id],
    )
  const id = String(await run('include'))
  await app.advance(60)
  expect(await run('include', id)).toEqual({
    retrieve: 'completed',
    content: 200,
    video: 'loadeddata',
    image: 'load',
    tiles: 2,
  })
  expect(await run(undefined, id)).toMatchObject({ retrieve: 401, content: 401 })
  await page.close()
})
