import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { freePort, startDemo } from './demo-process'
import { cardOf, closeBrowser, openStudio } from './studio-page'

afterAll(() => closeBrowser())

it('a restarted studio continues a job, and its videos outlive the upstream', async () => {
  // One demo only provides the sandbox, which is the upstream of the studio under test.
  const upstreamDemo = await startDemo({ SANDBOX_JOB_SECONDS: '6' })
  const dataDir = await mkdtemp(path.join(tmpdir(), 'dailies-restart-'))
  const env = {
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    VIDEOS_BASE_URL: `http://127.0.0.1:${upstreamDemo.sandboxPort}/v1`,
    VIDEOS_API_KEY: upstreamDemo.apiKey,
    VIDEOS_MODELS: 'lamp-1',
  }
  const prompt = 'A slow pan over wet roofs at dawn'

  const first = await startDemo(env)
  const { page, close } = await openStudio(first.url)
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await page.getByRole('button', { name: 'Generate' }).click()
  await cardOf(page, prompt).getByRole('progressbar').waitFor()
  expect(await first.stop()).toBe(0)

  const second = await startDemo(env)
  await cardOf(page, prompt).getByRole('slider').waitFor({ timeout: 60_000 })

  const { origin } = new URL(second.url)
  const archived = async () => {
    const { data } = (await (await page.request.get(`${origin}/api/videos`)).json()) as {
      data: { id: string; assets: { video: { state: string } } }[]
    }
    return data.map(({ id, assets }) => ({ id, state: assets.video.state }))
  }
  await expect.poll(archived, { timeout: 20_000 }).toMatchObject([{ state: 'ready' }])
  const [file] = await archived()
  await upstreamDemo.stop()
  const content = await page.request.get(`${origin}/api/videos/${file?.id}/content`)
  expect(content.status()).toBe(200)
  expect((await content.body()).toString('latin1', 4, 8)).toBe('ftyp')

  await close()
  await second.stop()
  await rm(dataDir, { recursive: true })
})
