// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LanguageProvider, VideoPrompt } from '..'
import { cameraMoves, looks } from '../prompt-phrases'
import { german } from '../strings/de'
import { expectNoConsoleErrors } from '../testing/expect-no-console-errors'
import { createTestApp } from '../testing/test-app'
import { labelIn } from './phrase-label'

expectNoConsoleErrors()
beforeEach(() => {
  sessionStorage.clear()
  // jsdom has no canvas; the story draws.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const field = () => screen.getByRole('textbox', { name: 'Prompt' })
const show = (prompt = 'A fox sleeps.', app = createTestApp()) =>
  app.show(<VideoPrompt defaultPrompt={prompt} phrases={[cameraMoves, looks]} />)
const open = async (name: string | RegExp) => {
  await userEvent.click(await screen.findByRole('button', { name }))
  await screen.findByRole('toolbar')
}

it('adds and removes phrases, names them on the button, and undoes each by Ctrl+Z', async () => {
  show()
  await open('Camera')
  await userEvent.click(screen.getByRole('button', { name: 'Orbit' }))
  await userEvent.click(screen.getByRole('button', { name: 'Handheld' }))
  expect(field()).toHaveValue('A fox sleeps. Camera orbits around the subject, handheld camera with slight shake')
  expect(screen.getByRole('button', { name: 'Camera: Orbit, Handheld' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Orbit' }))
  expect(field()).toHaveValue('A fox sleeps. handheld camera with slight shake')
  await userEvent.keyboard('{Escape}')
  expect(screen.getByRole('button', { name: 'Camera: Handheld' })).toHaveFocus()
  await userEvent.click(field())
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(field()).toHaveValue('A fox sleeps. Camera orbits around the subject, handheld camera with slight shake')
  await userEvent.keyboard('{Control>}zz{/Control}')
  expect(field()).toHaveValue('A fox sleeps.')
})

it('a phrase that is toggled back leaves the text exactly as it was, also in the middle', async () => {
  show('Handheld camera with slight shake;  a fox, fog ')
  await open(/^Camera/)
  await userEvent.click(screen.getByRole('button', { name: 'Handheld' }))
  expect(field()).toHaveValue('a fox, fog ')
  await userEvent.click(screen.getByRole('button', { name: 'Handheld' }))
  expect(field()).toHaveValue('Handheld camera with slight shake;  a fox, fog ')
})

it('leaves Ctrl+Z to a text that was edited after a phrase', async () => {
  show()
  await open('Look')
  await userEvent.click(screen.getByRole('button', { name: 'Fog' }))
  await userEvent.type(field(), '!{Control>}z{/Control}')
  expect(field()).toHaveValue('A fox sleeps. Thick morning fog, muted colors!')
})

it('has one stop of Tab, begins at a phrase that the prompt has, and keeps whether tiles move in this tab', async () => {
  const app = createTestApp()
  const view = show('A fox, black and white, high contrast', app)
  await open(/^Look/)
  expect(screen.getByRole('button', { name: 'Black and white' })).toHaveFocus()
  await userEvent.keyboard('{End}')
  expect(screen.getByRole('button', { name: 'Silhouette' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{Tab}')
  expect(screen.getByRole('button', { name: 'Play the tiles' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  view.unmount()
  show('', app)
  await open(/^Camera/)
  expect(await screen.findByRole('button', { name: 'Stop the tiles' })).toBeVisible()
})

it('is labelled in the language of the page, and adds English', async () => {
  const app = createTestApp()
  app.show(
    <LanguageProvider language={german} locale="en-GB">
      <VideoPrompt defaultPrompt="Ein Fuchs" phrases={[cameraMoves]} />
    </LanguageProvider>,
  )
  await open('Kamera')
  await userEvent.click(screen.getByRole('button', { name: 'Umkreisung' }))
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Ein Fuchs, camera orbits around the subject')
})

describe('labels', () => {
  const all = [cameraMoves, looks, ...cameraMoves.phrases, ...looks.phrases]

  it('are in all eight languages, and unique in each', () => {
    for (const { labels } of all)
      expect(Object.keys(labels).sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'zh'])
    for (const { phrases } of [cameraMoves, looks])
      for (const language of ['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'zh'])
        expect(new Set(phrases.map(({ labels }) => labels[language])).size).toBe(phrases.length)
  })

  it.each([
    ['de-AT', 'Kamera'],
    ['zh-Hans-CN', '运镜'],
    ['pl', 'Camera'],
  ])('in %s are %s', (language, label) => {
    expect(labelIn(language, cameraMoves.labels)).toBe(label)
  })
})
