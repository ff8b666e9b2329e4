// Records the moving picture of the README from the studio: one prompt, four takes, compared in step, one kept, the next shot.
// Usage: node .ci/moving-picture.mjs [file]; needs the built studio.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromium as launchOptions } from './chromium.mjs'
import { encodeWebp } from './moving-picture/encode.mjs'
import { createHand } from './moving-picture/hand.mjs'
import { playStory } from './moving-picture/story.mjs'
import { createRecorder } from './moving-picture/recorder.mjs'

const root = new URL('..', import.meta.url).pathname
const [file = join(root, 'apps/studio/moving-picture.webp')] = process.argv.slice(2)
const mostBytes = 4_000_000
const speed = 1.4

const dataDir = await mkdtemp(join(tmpdir(), 'dailies-picture-'))
const studio = spawn(process.execPath, [join(root, 'apps/studio/demo.mjs')], {
  env: { ...process.env, PORT: '0', SANDBOX_PORT: '0', SANDBOX_JOB_SECONDS: '6', DATA_DIR: dataDir },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const url = await new Promise((resolve, reject) => {
    studio.stdout.on('data', (text) => {
      const address = /http:\/\/\S+/.exec(String(text))?.[0]
      if (address !== undefined) resolve(address)
    })
    studio.once('exit', () => reject(new Error('The studio exited. Build it first.')))
  })
  const browser = await chromium.launch(launchOptions)
  const context = await browser.newContext({ viewport: { width: 1180, height: 740 }, colorScheme: 'dark' })
  const page = await context.newPage()
  const hand = await createHand(page)
  // Two takes in a row, so that four fill the window.
  await page.addInitScript(() => localStorage.setItem('dailies_thumbnail_size', '190'))
  await page.goto(url)
  await page.getByRole('combobox', { name: 'Model' }).click()
  await page.locator('[role=option][data-value="tide-1"]').click()
  const recording = await playStory({ page, hand, record: () => createRecorder(page) })
  await browser.close()

  // As good as the size allows.
  for (const quality of [74, 66, 58, 50, 42]) {
    const picture = await encodeWebp(recording, { width: 1060, rate: 12, speed, quality })
    if (picture.length > mostBytes && quality > 42) continue
    await writeFile(file, picture)
    const seconds = (recording.end / 1_000 / speed).toFixed(1)
    console.log(
      `${file}: ${seconds} s, ${picture.length} bytes, quality ${quality}, of ${recording.frames.length} frames`,
    )
    if (picture.length > mostBytes) throw new Error(`The picture is larger than ${mostBytes} bytes.`)
    break
  }
} finally {
  studio.kill('SIGTERM')
  await once(studio, 'exit')
  await rm(dataDir, { recursive: true, force: true })
}
