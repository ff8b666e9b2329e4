// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import type { ModelCapabilities } from '@dailies/core'
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { VideoPrompt } from '..'
import { createTestApp } from '../testing/test-app'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const show = async (model: Pick<ModelCapabilities, 'sizes' | 'prices'>) => {
  const app = createTestApp()
  const { models, ...capabilities } = await app.videos.capabilities()
  app.intercept.with = (request) =>
    request.url.endsWith('/capabilities')
      ? Promise.resolve(Response.json({ ...capabilities, models: [{ ...models[0], ...model }] }))
      : undefined
  app.show(<VideoPrompt />)
  await screen.findByRole('group', { name: /^(Aspect ratio|Size)$/ })
}
const labels = (name: string) =>
  within(screen.getByRole('group', { name }))
    .getAllByRole('radio')
    .map((radio) => radio.getAttribute('aria-label')?.replace(/[\u2066-\u2069]/gu, ''))

it('has a row of ratios and a row of qualities with the difference in price', async () => {
  const prices = { '1280x720': 0.1, '720x1280': 0.1, '1920x1080': 0.25, '1024x1024': 0.1 }
  await show({ sizes: Object.keys(prices), prices })
  expect(labels('Aspect ratio')).toEqual(['16:9', '9:16', '1:1'])
  // Of four seconds.
  expect(labels('Quality')).toEqual(['720p', '1080p, +$0.60'])
  await userEvent.click(screen.getByRole('radio', { name: /^1080p/ }))
  expect(labels('Quality')).toEqual(['720p, -$0.60', '1080p'])
  // A square has one quality only, and the wide video has its first one again.
  await userEvent.click(screen.getByRole('radio', { name: '1:1' }))
  expect(screen.queryByRole('group', { name: 'Quality' })).toBeNull()
  await userEvent.click(screen.getByRole('radio', { name: '16:9' }))
  expect(screen.getByRole('radio', { name: /^720p/ })).toBeChecked()
})

it('shows a ratio without a common name as its pixels', async () => {
  await show({ sizes: ['1280x720', '1366x700'] })
  expect(labels('Aspect ratio')).toEqual(['16:9', '1366 × 700'])
})

it('lists pixels where two sizes have ratio and quality in common', async () => {
  await show({ sizes: ['1280x720', '1270x720', '720x1280'] })
  expect(labels('Size')).toEqual(['1280 × 720, landscape', '1270 × 720, landscape', '720 × 1280, portrait'])
})
