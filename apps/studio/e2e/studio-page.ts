import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { chromium as launch } from '../../../.ci/chromium.mjs'

/** A visitor of the studio. */
export interface StudioPage {
  page: Page
  context: BrowserContext
  /** All responses that the page received. */
  responses: Response[]
  /** Console errors, console warnings and uncaught errors. */
  errors: string[]
  close(): Promise<void>
}

let browser: Promise<Browser> | undefined

/** Opens the studio as a new visitor. */
export async function openStudio(url: string): Promise<StudioPage> {
  browser ??= chromium.launch(launch)
  const context = await (await browser).newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const responses: Response[] = []
  const errors: string[] = []
  page.on('response', (response) => responses.push(response))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(url)
  return { page, context, responses, errors, close: () => context.close() }
}

/** Headers and bodies of all responses as one text; only the headers of streams that are still open. */
export async function textOf(responses: readonly Response[]): Promise<string> {
  const texts = await Promise.all(
    responses.map(async (response) => {
      const headers = await response.allHeaders()
      const isOpen = headers['content-type']?.startsWith('text/event-stream')
      // A redirect, or an aborted response, has no body.
      const body = isOpen ? Buffer.alloc(0) : await response.body().catch(() => Buffer.alloc(0))
      return JSON.stringify(headers) + body.toString('latin1')
    }),
  )
  return texts.join('\n')
}

/** The first events of the event stream of this visitor. */
export const firstEvents = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const stream = new AbortController()
    const response = await fetch('/api/videos/events', { signal: stream.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const { value = '' } = (await reader?.read()) ?? {}
    stream.abort()
    return value
  })

/** Closes the browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

/** The prompt form. */
export const promptOf = (page: Page) => page.getByRole('form', { name: 'New video' })

/** Selects a model by its card. */
export async function selectModel(page: Page, id: string): Promise<void> {
  await promptOf(page).getByRole('combobox', { name: 'Model' }).click()
  await promptOf(page).locator(`[role=option][data-value="${id}"]`).click()
}

/** Submits a prompt with the fast model. */
export async function generate(page: Page, prompt: string): Promise<void> {
  await selectModel(page, 'mini')
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await page.getByRole('button', { name: 'Generate' }).click()
}

/** The card of the video with this prompt. */
export const cardOf = (page: Page, prompt: string) =>
  page.locator('.dl-card').filter({ has: page.getByRole('button', { name: `Open video: ${prompt}` }) })
