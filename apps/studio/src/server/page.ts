import { readFile } from 'node:fs/promises'
import path from 'node:path'
import express from 'express'
import type { Router } from 'express'
import type { Visitors } from './visitors'

const themes = new Set(['light', 'dark', 'system'])

const themeOf = (cookies: string | undefined): string => {
  const wanted = /(?:^|;\s*)dailies_theme=(\w+)/.exec(cookies ?? '')?.[1]
  return wanted !== undefined && themes.has(wanted) ? wanted : 'system'
}

/** What the page knows about its server. */
export interface PageFacts {
  /** Whose videos are not real: `only` if the sandbox is the one upstream, `beside` if paid providers are beside it. */
  sandbox?: 'only' | 'beside' | undefined
}

/**
 * Serves the built page: its assets, and its HTML with the nonce of this response and the visitor's theme, so that no
 * wrong theme flashes.
 */
export async function servePage(directory: string, visitors: Visitors, { sandbox }: PageFacts): Promise<Router> {
  const html = await readFile(path.join(directory, 'index.html'), 'utf8')
  const router = express.Router()

  router.get('/', (request, response) => {
    const { cookie } = request.headers
    const known = visitors.nameOf(new Request('http://studio', cookie === undefined ? {} : { headers: { cookie } }))
    if (known === null) response.append('Set-Cookie', visitors.newCookie())
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(
        html
          .replaceAll('__NONCE__', String(response.locals['nonce']))
          .replace('__THEME__', themeOf(cookie))
          .replace('__SANDBOX__', sandbox ?? ''),
      )
  })
  router.use('/assets', express.static(path.join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false }))
  router.use(express.static(directory, { index: false }))
  return router
}
