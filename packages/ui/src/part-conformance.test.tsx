// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest'
import { cleanup, screen } from '@testing-library/react'
import { createElement, createRef } from 'react'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as ui from '.'
import { expectNoConsoleErrors } from './testing/expect-no-console-errors'
import { otherComponents, parts, type PartRow, type TableVideos } from './testing/part-table'
import { createTestApp } from './testing/test-app'

expectNoConsoleErrors()

const app = createTestApp()
let videos: TableVideos

beforeAll(async () => {
  const create = async (prompt: string) => {
    const { id } = await app.videos.create({ prompt, model: 'mini', size: '320x192', seconds: '4' })
    await app.advance(60)
    return id
  }
  const source = await create('A fox in the snow')
  const failed = await create('A scene of gore')
  const { id: remix } = await app.videos.remix(source, { prompt: 'It is night' })
  await app.advance(60)
  const running = await app.videos.create({ prompt: 'A boat at sea', model: 'mini', size: '320x192' })
  const cancellable = await app.videos.create({ prompt: 'A kite', model: 'lamp-1-pro' })
  videos = { done: await app.videos.retrieve(remix), failed: await app.videos.retrieve(failed), running, cancellable }
})

// What jsdom lacks.
beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async () => ({ width: 320, height: 192, close: () => {} }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    if (this.type !== 'file') this.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  })
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockReturnValue()
  vi.spyOn(HTMLMediaElement.prototype, 'readyState', 'get').mockReturnValue(HTMLMediaElement.HAVE_ENOUGH_DATA)
  Object.defineProperty(document, 'pictureInPictureEnabled', { value: true, configurable: true })
  HTMLVideoElement.prototype.requestPictureInPicture = vi.fn<() => Promise<PictureInPictureWindow>>(
    () => new Promise(() => {}),
  )
  HTMLElement.prototype.requestFullscreen = vi.fn<() => Promise<void>>().mockResolvedValue()
  localStorage.clear()
})

/** Shows a part with props, and returns its element. */
const show = async (row: PartRow, props: object = {}): Promise<HTMLElement> => {
  app.show(row.render(Object.assign({ 'data-testid': 'part' }, props), videos))
  await row.appear?.()
  return screen.findByTestId('part')
}

const isComponent = (name: string) => /^[A-Z]/.test(name)
const table = Object.entries(parts)

it('has a row for every exported component, or a reason why it is no part', () => {
  const listed = [...Object.keys(parts), ...Object.keys(otherComponents)]
  expect(Object.keys(ui).filter(isComponent).sort()).toEqual(listed.sort())
})

/** The handlers that React finds on an element. */
const handlerNames = (element: HTMLElement): string[] => {
  const [, props] = Object.entries(element).find(([key]) => key.startsWith('__reactProps$')) ?? []
  return Object.entries({ ...props })
    .filter(([name, prop]) => /^on[A-Z]/.test(name) && typeof prop === 'function')
    .map(([name]) => name)
}

describe.each(table)('%s', (_, { handlers = {}, foreignHandlers, withoutAsChild, ...row }) => {
  it('merges class and style, and takes a ref and any attribute', async () => {
    const ownClasses = [...(await show(row)).classList]
    cleanup()
    const ref = createRef<HTMLElement>()
    const given = { className: 'theirs', style: { order: 7 }, ref, 'data-shot': '3', 'aria-roledescription': 'shot' }
    const element = await show(row, given)
    expect(ref.current).toBe(element)
    expect(element).toHaveClass('theirs', ...ownClasses)
    expect(element).toHaveStyle({ order: '7' })
    expect(element).toHaveAttribute('data-shot', '3')
    expect(element).toHaveAttribute('aria-roledescription', 'shot')
  })

  it.runIf(foreignHandlers === undefined)('has a row for each of its handlers', async () => {
    expect(handlerNames(await show(row)).sort()).toEqual(Object.keys(handlers).sort())
  })

  it.each(Object.entries(handlers))('calls %s of its user and its own', async (name, handled) => {
    const theirs = vi.fn<() => void>()
    const element = await show(row, { [name]: theirs })
    await handled.prepare?.(element)
    const before = handled.effect(element)
    theirs.mockClear()
    handled.fire(element)
    expect(theirs).toHaveBeenCalled()
    expect(handled.effect(element)).not.toEqual(before)
  })

  it.each(Object.entries(handlers))('calls %s of its user first, who can prevent its own', async (name, handled) => {
    const theirs = vi.fn<(event: Event) => void>()
    const element = await show(row, { [name]: theirs })
    await handled.prepare?.(element)
    const before = handled.effect(element)
    theirs.mockImplementation((event) => event.preventDefault())
    handled.fire(element)
    expect(handled.effect(element)).toEqual(before)
  })

  it.runIf(withoutAsChild === undefined)('renders the element of its user with asChild', async () => {
    const plain = await show(row)
    const attributes = plain.getAttributeNames().filter((attribute) => !volatile.has(attribute))
    const { localName, classList } = plain
    cleanup()
    const partRef = createRef<HTMLElement>()
    const childRef = createRef<HTMLElement>()
    const child = createElement(localName, { ref: childRef, className: 'theirs', 'data-child': '' })
    const element = await show(row, { asChild: true, ref: partRef, children: child })
    expect(element).toHaveAttribute('data-child')
    expect(element).toHaveClass('theirs', ...classList)
    expect(element.getAttributeNames()).toEqual(expect.arrayContaining(attributes))
    expect(partRef.current).toBe(element)
    expect(childRef.current).toBe(element)
  })
})

// These depend on the time at which the test looks.
const volatile = new Set(['style', 'aria-valuenow', 'aria-valuetext', 'data-loaded'])
