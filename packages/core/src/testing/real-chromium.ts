import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium as options } from '../../../../.ci/chromium.mjs'

/** A Chromium whose tabs can be hidden. Playwright's own launch keeps all tabs visible. */
export interface RealChromium {
  context: BrowserContext
  /** Opens a page in its own window, so that it stays visible while other pages are open. */
  openWindow(url: string): Promise<Page>
  close(): Promise<void>
}

export async function launchRealChromium(): Promise<RealChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'dailies-core-'))
  const child = spawn(
    options.executablePath ?? chromium.executablePath(),
    [...options.args, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Chromium exited with ${code} before its debugging port was open.`)))
    createInterface(child.stderr).on('line', (line) => {
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
  })
  const browser: Browser = await chromium.connectOverCDP(endpoint, { noDefaults: true })
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no default context.')
  return {
    context,
    async openWindow(url) {
      const opened = context.waitForEvent('page')
      const session = await browser.newBrowserCDPSession()
      await session.send('Target.createTarget', { url, newWindow: true })
      const page = await opened
      await page.waitForFunction(() => 'dailies' in window)
      return page
    },
    async close() {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      await browser.close()
      child.kill()
      await exited
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
