import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'

// Features of the studio that the Next app does not have.

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.stop())

it.each([
  ['dark', 'dark'],
  ['light', 'light'],
  ['"><script>', 'system'],
])('the theme cookie "%s" gives a page in "%s"', async (cookie, theme) => {
  const html = await (await fetch(demo.url, { headers: { cookie: `dailies_theme=${cookie}` } })).text()
  expect(html).toContain(`<html lang="en" data-theme="${theme}">`)
})

it('prints one clear line if only half of an upstream is configured', async () => {
  const failure = startDemo({ VIDEOS_API_KEY: 'some-key' })
  await expect(failure).rejects.toMatchObject({
    code: 1,
    output:
      'VIDEOS_API_KEY is set but VIDEOS_BASE_URL is not. Set both to use that server, or neither to use the sandbox.\n',
  })
})
