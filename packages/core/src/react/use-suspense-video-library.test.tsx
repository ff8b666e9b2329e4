// @vitest-environment jsdom
import { useSuspenseCapabilities, useSuspenseVideoLibrary } from '@dailies/core/react'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { turn } from '../testing/render-hook-in-strict-mode'
import { createSandboxClient } from '../testing/sandbox-client'
import { SuspensePage } from '../testing/suspense-page'

// React logs every error that a boundary catches.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

const Library = () => {
  const { ids, isLoading, error, refresh } = useSuspenseVideoLibrary()
  return (
    <button type="button" onClick={() => void refresh()}>
      {`${ids.length} videos${isLoading ? ', refreshing' : ''}${error ? `, ${error.code}` : ''}`}
    </button>
  )
}

it('suspends until the first page is loaded, with one request under StrictMode', async () => {
  const server = createSandboxClient()
  await server.videos.create(request)
  server.requests.length = 0
  const { container } = render(
    <SuspensePage {...server}>
      <Library />
    </SuspensePage>,
  )
  expect(container.textContent).toBe('waiting')
  await turn(server, 0)
  expect(container.textContent).toBe('1 videos')
  await turn(server, 5)
  expect(server.requests.filter((request) => request === 'GET /videos')).toHaveLength(1)
})

it('an empty list does not suspend again during a refresh, and returns its error', async () => {
  const server = createSandboxClient()
  const { container } = render(
    <SuspensePage {...server}>
      <Library />
    </SuspensePage>,
  )
  await turn(server, 0)
  expect(container.textContent).toBe('0 videos')
  server.intercept.with = async () => new Response(null, { status: 503 })
  fireEvent.click(screen.getByText('0 videos'))
  expect(container.textContent).toBe('0 videos, refreshing')
  await turn(server, 0)
  expect(container.textContent).toMatch(/^0 videos, \w+/)
})

it('throws the error of the first page to the error boundary, and a reset retries', async () => {
  const server = createSandboxClient()
  server.intercept.with = async () => new Response(null, { status: 403 })
  const { container } = render(
    <SuspensePage {...server}>
      <Library />
    </SuspensePage>,
  )
  await turn(server, 0)
  await turn(server, 2)
  expect(container.textContent).toBe('forbidden')
  server.intercept.with = undefined
  fireEvent.click(screen.getByText('forbidden'))
  await turn(server, 0)
  expect(container.textContent).toBe('0 videos')
})

it('suspends until the capabilities are loaded, with one request', async () => {
  const server = createFakeServer()
  const Models = () => <p>{useSuspenseCapabilities().capabilities.models.map(({ label }) => label)}</p>
  const { container } = render(
    <SuspensePage {...server.openTab()}>
      <Models />
      <Models />
    </SuspensePage>,
  )
  expect(container.textContent).toBe('waiting')
  await turn(server, 0)
  expect(container.textContent).toBe('MiniMini')
  expect(server.requests).toEqual(['GET /videos/capabilities'])
})

it('throws to the error boundary if the server has no capabilities', async () => {
  const server = createSandboxClient()
  const Models = () => <p>{useSuspenseCapabilities().capabilities.models.length}</p>
  const { container } = render(
    <SuspensePage {...server}>
      <Models />
    </SuspensePage>,
  )
  await turn(server, 0)
  expect(container.querySelector('button')?.textContent).not.toBe('')
  expect(container.textContent).not.toContain('waiting')
})
