// @vitest-environment jsdom
import { useSuspenseCapabilities, useSuspenseVideoLibrary } from '@dailies/core/react'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createFakeServer } from '../testing/fake-server'
import { turn } from '../testing/render-hook-in-strict-mode'
import { createSandboxClient } from '../testing/sandbox-client'
import { SuspensePage } from '../testing/suspense-page'

// React tells the console of every error that a boundary catches.
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
      {`${ids.length} films${isLoading ? ', asking again' : ''}${error ? `, ${error.code}` : ''}`}
    </button>
  )
}

it('waits for the first page and asks for it once, under StrictMode', async () => {
  const far = createSandboxClient()
  await far.videos.create(request)
  far.requests.length = 0
  const { container } = render(
    <SuspensePage {...far}>
      <Library />
    </SuspensePage>,
  )
  expect(container.textContent).toBe('waiting')
  await turn(far, 0)
  expect(container.textContent).toBe('1 films')
  await turn(far, 5)
  expect(far.requests.filter((request) => request === 'GET /videos')).toHaveLength(1)
})

it('an empty list stays in sight while it is asked for again, and says when that fails', async () => {
  const far = createSandboxClient()
  const { container } = render(
    <SuspensePage {...far}>
      <Library />
    </SuspensePage>,
  )
  await turn(far, 0)
  expect(container.textContent).toBe('0 films')
  far.intercept.with = async () => new Response(null, { status: 503 })
  fireEvent.click(screen.getByText('0 films'))
  expect(container.textContent).toBe('0 films, asking again')
  await turn(far, 0)
  expect(container.textContent).toMatch(/^0 films, \w+/)
})

it('a list that cannot be had goes to the error boundary, and a reset asks again', async () => {
  const far = createSandboxClient()
  far.intercept.with = async () => new Response(null, { status: 403 })
  const { container } = render(
    <SuspensePage {...far}>
      <Library />
    </SuspensePage>,
  )
  await turn(far, 0)
  await turn(far, 2)
  expect(container.textContent).toBe('forbidden')
  far.intercept.with = undefined
  fireEvent.click(screen.getByText('forbidden'))
  await turn(far, 0)
  expect(container.textContent).toBe('0 films')
})

it('capabilities are waited for, and asked for once', async () => {
  const far = createFakeServer()
  const Models = () => <p>{useSuspenseCapabilities().capabilities.models.map(({ label }) => label)}</p>
  const { container } = render(
    <SuspensePage {...far.openTab()}>
      <Models />
      <Models />
    </SuspensePage>,
  )
  expect(container.textContent).toBe('waiting')
  await turn(far, 0)
  expect(container.textContent).toBe('MiniMini')
  expect(far.requests).toEqual(['GET /videos/capabilities'])
})

it('a server that tells no capabilities is told to the error boundary', async () => {
  const far = createSandboxClient()
  const Models = () => <p>{useSuspenseCapabilities().capabilities.models.length}</p>
  const { container } = render(
    <SuspensePage {...far}>
      <Models />
    </SuspensePage>,
  )
  await turn(far, 0)
  expect(container.querySelector('button')?.textContent).not.toBe('')
  expect(container.textContent).not.toContain('waiting')
})
