import { readdir } from 'node:fs/promises'
import { createSandbox, listen } from '@dailies/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, startPostgres } from '../../../packages/server/src/testing/postgres-cluster'
import type { PostgresCluster } from '../../../packages/server/src/testing/postgres-cluster'
import { openS3 } from '../../../packages/server/src/testing/s3-server'
import type { S3Server } from '../../../packages/server/src/testing/s3-server'
import { freePort, startDemo } from '../../studio/e2e/demo-process'
import { cardOf, closeBrowser, generate, openStudio } from '../../studio/e2e/studio-page'

const reason = hasPostgres ? '' : ' (skipped: no PostgreSQL is installed here, and DATABASE_URL names none)'

describe.skipIf(!hasPostgres)(`PostgreSQL and S3 by environment${reason}`, () => {
  let postgres: PostgresCluster | undefined
  let s3: S3Server | undefined

  beforeAll(async () => {
    ;[postgres, s3] = await Promise.all([startPostgres(), openS3()])
  })
  afterAll(async () => {
    await closeBrowser()
    await s3?.close()
    postgres?.stop()
  })

  it('a video is in the bucket, and plays after a restart without the upstream', async () => {
    if (!postgres || !s3) throw new Error('Neither was started.')
    const sandbox = createSandbox({ jobDurationMs: 2_000, apiKey: 'a-key' })
    const far = await listen(sandbox, { port: 0 })
    const env = {
      PORT: String(await freePort()),
      DATABASE_URL: await postgres.createDatabase(),
      S3_ENDPOINT: s3.options.endpoint,
      S3_BUCKET: s3.options.bucket,
      S3_ACCESS_KEY_ID: s3.options.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.options.secretAccessKey,
      VIDEOS_BASE_URL: far.baseURL,
      VIDEOS_API_KEY: 'a-key',
    }
    const prompt = 'Crane shot of a harbour at first light'

    const first = await startDemo(env)
    const { page, errors, close } = await openStudio(first.url)
    await generate(page, prompt)
    await cardOf(page, prompt).getByRole('slider').waitFor()
    const state = async () => {
      const { data } = (await (await page.request.get(`${first.url}/api/videos`)).json()) as {
        data: { assets: { video: { state: string } } }[]
      }
      return data.map(({ assets }) => assets.video.state)
    }
    await expect.poll(state, { timeout: 20_000 }).toEqual(['ready'])
    // Nothing is on the disk of an app with an ephemeral disk.
    expect(await readdir(first.dataDir)).toEqual([])
    // Leave the page, which would log the event stream that ends with the app.
    await page.goto('about:blank')
    expect(await first.stop()).toBe(0)
    await far.close()
    await sandbox.close()

    const second = await startDemo(env)
    await page.goto(second.url)
    await cardOf(page, prompt).getByRole('button', { name: 'Open video' }).click()
    const dialog = page.getByRole('dialog')
    const media = dialog.locator('video')
    await expect.poll(() => media.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.2)
    expect(errors).toEqual([])
    await close()
    await second.stop()
  })
})
