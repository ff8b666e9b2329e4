// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { VideoLibrary } from '..'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'

expectNoConsoleErrors()

beforeEach(() => {
  localStorage.clear()
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {})
})

async function open({ sharing = true, ...props }: { sharing?: boolean } & Parameters<typeof VideoLibrary>[0] = {}) {
  const app = createTestApp({ server: { sharing } })
  const { id } = await app.videos.create({ prompt: 'A boat at sea', model: 'mini', size: '320x192' })
  await app.advance(30)
  app.show(<VideoLibrary {...props} />)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Open video: A boat at sea' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'A boat at sea' }))
  return { ...app, id, user, dialog }
}

it('creates a link, copies it, and ends it', async () => {
  const { dialog, user, videos, id, fetch } = await open()
  await user.click(dialog.getByRole('button', { name: 'Share' }))
  expect(dialog.getByText(/Anyone who has a link can watch/)).toBeVisible()
  expect((await videos.listShares(id)).data).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Create a link' }))
  const field = await dialog.findByRole<HTMLInputElement>('textbox', { name: 'Link' })
  expect(field).toHaveFocus()
  await user.click(dialog.getByRole('button', { name: 'Copy' }))
  expect(await dialog.findByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe(field.value)
  const visit = async () => (await fetch(new Request(field.value))).status
  expect(await visit()).toBe(200)
  await user.click(dialog.getByRole('button', { name: /^End link Link of / }))
  await waitFor(async () => expect(await visit()).toBe(404))
  expect(dialog.queryByRole('textbox', { name: 'Link' })).toBeNull()
})

it('lists earlier links, and copies the address of the page that the app has for them', async () => {
  const { dialog, user, videos, id } = await open({ shareURL: ({ token }) => `https://app.test/s/${token}` })
  await videos.share(id)
  await user.click(dialog.getByRole('button', { name: 'Share' }))
  expect(await dialog.findAllByRole('button', { name: /^End link/ })).toHaveLength(1)
  await user.click(dialog.getByRole('button', { name: 'Create a link' }))
  expect(await dialog.findByRole('textbox', { name: 'Link' })).toHaveDisplayValue(/^https:\/\/app\.test\/s\/[\w-]{43}$/)
  expect(dialog.getAllByRole('button', { name: /^End link/ })).toHaveLength(2)
})

it('selects the link if it cannot be copied, and shows a link again that was not ended', async () => {
  const { dialog, user, intercept } = await open()
  await user.click(dialog.getByRole('button', { name: 'Share' }))
  await user.click(dialog.getByRole('button', { name: 'Create a link' }))
  const field = await dialog.findByRole<HTMLInputElement>('textbox', { name: 'Link' })
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('No.', 'NotAllowedError'))
  await user.click(dialog.getByRole('button', { name: 'Copy' }))
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length])
  intercept.with = ({ method }) =>
    method === 'DELETE'
      ? Promise.resolve(Response.json({ error: { code: 'rate_limited', message: 'Slow.' } }, { status: 429 }))
      : undefined
  await user.click(dialog.getByRole('button', { name: /^End link/ }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('Too many requests')
  expect(dialog.getAllByRole('button', { name: /^End link/ })).toHaveLength(1)
})

it('is not offered where the server has no sharing', async () => {
  const { dialog } = await open({ sharing: false })
  expect(dialog.queryByRole('button', { name: 'Share' })).toBeNull()
})
