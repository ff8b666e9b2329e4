import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { once } from 'node:events'
import { afterAll, expect, it } from 'vitest'
import { freePort, startDemo } from './demo-process'
import { closeBrowser, openStudio, promptOf, textOf } from './studio-page'

afterAll(() => closeBrowser())

const prompt = 'A slow pan over wet roofs'

/** Starts the studio with an upstream at this port and submits one prompt; returns the texts of the page. */
async function textsOf(port: number) {
  const apiKey = `e2e-key-${crypto.randomUUID()}`
  const demo = await startDemo({ VIDEOS_BASE_URL: `http://127.0.0.1:${port}/v1`, VIDEOS_API_KEY: apiKey })
  const { page, responses, close } = await openStudio(demo.url)
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await page.getByRole('button', { name: 'Generate' }).click()
  const text = await promptOf(page).getByRole('alert').innerText()
  expect(await textOf(responses)).not.toContain(apiKey)
  const written = await page.getByRole('textbox', { name: 'Prompt' }).inputValue()
  await close()
  await demo.stop()
  return { text, written }
}

it('an unreachable upstream shows a plain error, and the prompt stays', async () => {
  expect(await textsOf(await freePort())).toEqual({
    text: expect.stringContaining('The video service is not responding'),
    written: prompt,
  })
})

it('an upstream that rejects the API key does not ask the visitor to sign in', async () => {
  const server: Server = createServer((_request, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json' })
    response.end(
      '{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}',
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const shown = await textsOf(typeof address === 'object' && address ? address.port : 0)
  server.closeAllConnections()
  server.close()
  expect(shown).toEqual({ text: expect.stringContaining('The video service rejected the request'), written: prompt })
})
