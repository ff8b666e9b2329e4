import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { mount } from './mount'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.stop())

it('the page has a strict CSP with a new nonce per response', async () => {
  const nonces = new Set<string>()
  for (const answer of [await fetch(demo.url), await fetch(demo.url)]) {
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'self'; /)
    expect(policy).not.toContain('unsafe')
    const [, nonce = ''] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? []
    expect(nonce).toMatch(/^[\w+/=]{24}$/)
    nonces.add(nonce)
    const html = await answer.text()
    expect(html).toContain(`nonce="${nonce}"`)
    expect(html).not.toMatch(/__NONCE__|__THEME__|__SANDBOX__|<style|style=|javascript:/)
    for (const [script] of html.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/ src="\/| nonce="/)
  }
  expect(nonces.size).toBe(2)
})

it.each(['/', '/api/videos', '/nowhere'])('%s has the security headers', async (where) => {
  const { headers } = await fetch(demo.url + where)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('x-powered-by')).toBeNull()
})

it('no built file of the page contains the API key', async () => {
  const files = (await readdir(mount.built, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  expect(files.length).toBeGreaterThan(2)
  for (const file of files) {
    const text = await readFile(path.join(file.parentPath, file.name), 'latin1')
    expect(text).not.toMatch(/sandbox-demo-key|VIDEOS_API_KEY|SANDBOX_KEY/)
  }
})
