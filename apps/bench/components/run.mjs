/* global document, requestAnimationFrame, performance, PerformanceObserver, measured, scrollTo, innerHeight -- these run in the page */
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'

// Figures of the components in a real Chromium: scrubbing at a quarter of the CPU, and a library of 10,000 films.
// pnpm --filter @dailies/bench components

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

const bundle = async () => {
  const { outputFiles } = await build({
    entryPoints: { page: here('./page.tsx'), styles: here('../../../packages/ui/src/styles.css') },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: 'out',
    tsconfig: here('../../../tsconfig.base.json'),
    define: { 'process.env.NODE_ENV': '"production"' },
    // React's profiling build, or commits could not be counted.
    alias: { 'react-dom/client': 'react-dom/profiling' },
  })
  return new Map(outputFiles.map(({ path, text }) => [`/${path.split('/').at(-1)}`, text]))
}

/** A sheet of four by four plain tiles, as a bitmap without compression. */
const bitmap = (columns, rows, width, height) => {
  const [wide, high] = [columns * width, rows * height]
  const bytes = Buffer.alloc(54 + wide * high * 3)
  bytes.write('BM')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(wide, 18)
  bytes.writeInt32LE(-high, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      const tile = Math.floor(y / height) * columns + Math.floor(x / width)
      bytes.writeUIntLE((tile * 16 * 65_537 + (x % width)) & 0xffffff, 54 + (y * wide + x) * 3, 3)
    }
  }
  return bytes
}

const html = `<!doctype html><link rel="stylesheet" href="/styles.css"><style>.alone{max-width:640px}</style><main></main><script type="module" src="/page.js"></script>`

const serve = async () => {
  const files = await bundle()
  const [thumbnail, sheet] = [bitmap(1, 1, 160, 90), bitmap(4, 4, 160, 90)]
  const server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://bench')
    if (pathname === '/picture') {
      response.writeHead(200, { 'content-type': 'image/bmp', 'cache-control': 'max-age=3600' })
      response.end(searchParams.get('variant') === 'thumbnail' ? thumbnail : sheet)
      return
    }
    const type = pathname.endsWith('.js') ? 'text/javascript' : pathname.endsWith('.css') ? 'text/css' : 'text/html'
    response.writeHead(200, { 'content-type': type })
    response.end(files.get(pathname) ?? html)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${server.address().port}` }
}

/** The intervals between frames and the longest task while something is done, in milliseconds. */
const watchFrames = (page) =>
  page.evaluate(() => {
    const watch = { frames: [], longest: 0, on: true }
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) watch.longest = Math.max(watch.longest, duration)
    }).observe({ type: 'longtask' })
    let last = performance.now()
    const frame = (now) => {
      watch.frames.push(now - last)
      last = now
      if (watch.on) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    globalThis.watch = watch
  })

const framesOf = async (page) => {
  const { frames, longest } = await page.evaluate(() => {
    globalThis.watch.on = false
    return globalThis.watch
  })
  const sorted = frames.slice(2).sort((one, other) => one - other)
  const at = (share) => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
  return { frames: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), longTask: longest }
}

const scrubbing = async (browser, origin) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(origin)
  const scrubber = page.locator('[role=slider]')
  await page.waitForSelector('[data-state=ready]')
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await watchFrames(page)
  await page.waitForTimeout(3_000)
  const idle = await framesOf(page)
  const { x, y, width, height } = await scrubber.boundingBox()
  await page.mouse.move(x + 2, y + height / 2)
  const before = await page.evaluate(() => measured.commits)
  await watchFrames(page)
  for (let step = 0; step < 240; step += 1) {
    const share = (1 - Math.cos((step / 60) * Math.PI)) / 2
    await page.mouse.move(x + 2 + share * (width - 4), y + height / 2)
  }
  const moving = await framesOf(page)
  const commits = (await page.evaluate(() => measured.commits)) - before
  await page.close()
  return { idle, moving, commits }
}

const heapOf = async (session) => {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

const library = async (browser, origin) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('.dl-card')) globalThis.shownAt = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(`${origin}/?library`)
  await page.waitForSelector('.dl-card')
  const firstRows = await page.evaluate(() => Math.round(globalThis.shownAt - measured.dataAt))
  await page.waitForTimeout(500)
  const session = await page.context().newCDPSession(page)
  const most = { cards: 0, elements: 0 }
  const { end, onScreen } = await page.evaluate(() => {
    const { height, width } = document.querySelector('.dl-card').getBoundingClientRect()
    const columns = Math.floor(document.querySelector('.dl-library-films').clientWidth / width)
    return { end: document.documentElement.scrollHeight, onScreen: Math.ceil(innerHeight / height) * columns }
  })
  const through = async () => {
    for (let top = 0; top < end; top += end / 400) {
      const there = await page.evaluate(async (top) => {
        scrollTo(0, top)
        await new Promise(requestAnimationFrame)
        const cards = [...document.querySelectorAll('.dl-library-films > li')]
        return [cards.length, Math.max(...cards.map((card) => card.querySelectorAll('.dl-card, .dl-card *').length))]
      }, top)
      most.cards = Math.max(most.cards, there[0])
      most.elements = Math.max(most.elements, there[1])
    }
    await page.evaluate(() => scrollTo(0, 0))
    await page.waitForTimeout(300)
    return heapOf(session)
  }
  const first = await through()
  await through()
  const third = await through()
  await watchFrames(page)
  for (let step = 0; step < 120; step += 1) await page.mouse.wheel(0, 120)
  const scrolling = await framesOf(page)
  await page.close()
  return { firstRows, onScreen, ...most, heapGrowth: `${(((third - first) / first) * 100).toFixed(1)} %`, scrolling }
}

const { server, origin } = await serve()
const browser = await chromium.launch(launchOptions)
try {
  console.log('scrubbing at 4x CPU slowdown', await scrubbing(browser, origin))
  console.log('a library of 10,000', await library(browser, origin))
} finally {
  await browser.close()
  server.close()
}
