import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { chromium as launch } from '../../../.ci/chromium.mjs'

/** A visitor in front of the studio. */
export interface StudioPage {
  page: Page
  context: BrowserContext
  /** Everything that the page was sent. */
  responses: Response[]
  /** Complaints in the console and errors that nobody caught; empty where all is well. */
  complaints: string[]
  close(): Promise<void>
}

let browser: Promise<Browser> | undefined

/** Opens the studio as a visitor of its own. */
export async function openStudio(url: string): Promise<StudioPage> {
  browser ??= chromium.launch(launch)
  const context = await (await browser).newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const responses: Response[] = []
  const complaints: string[] = []
  page.on('response', (response) => responses.push(response))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return { page, context, responses, complaints, close: () => context.close() }
}

/** Headers and bodies of everything that the page was sent, as one text; of streams that are still open the headers alone. */
export async function textOf(responses: readonly Response[]): Promise<string> {
  const texts = await Promise.all(
    responses.map(async (response) => {
      const headers = await response.allHeaders()
      const isOpen = headers['content-type']?.startsWith('text/event-stream')
      // A redirect, or an element that stopped reading, has no body to look at.
      const body = isOpen ? Buffer.alloc(0) : await response.body().catch(() => Buffer.alloc(0))
      return JSON.stringify(headers) + body.toString('latin1')
    }),
  )
  return texts.join('\n')
}

/** What the stream of changes says first to the visitor of this page. */
export const firstEvents = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const stream = new AbortController()
    const response = await fetch('/api/videos/events', { signal: stream.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const { value = '' } = (await reader?.read()) ?? {}
    stream.abort()
    return value
  })

/** Ends the browser that the studio was opened in. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

/** The form that begins a film. */
export const promptOf = (page: Page) => page.getByRole('form', { name: 'New video' })

/** Writes a prompt and asks for a film by the quick model. */
export async function generate(page: Page, prompt: string): Promise<void> {
  await promptOf(page).getByRole('combobox', { name: 'Model' }).selectOption('mini')
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await page.getByRole('button', { name: 'Generate' }).click()
}

/** The card of the film that was made of this prompt. */
export const cardOf = (page: Page, prompt: string) =>
  page.locator('.dl-card').filter({ has: page.getByRole('button', { name: `Open video: ${prompt}` }) })
