import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { vi } from 'vitest'
import type { Handled } from './part-table'

const query = (selector: string) => document.querySelector<HTMLElement>(selector)
const video = () => document.querySelector('video')
const isActive = (element: HTMLElement) => element.hasAttribute('data-active')

const files = { files: [new File(['fox'], 'fox.png', { type: 'image/png' })], types: ['Files'] }
const isDropping = (element: HTMLElement) => element.hasAttribute('data-dropping')
const dragOver = (element: HTMLElement) => void fireEvent.dragOver(element, { dataTransfer: files })
const dragLeave = (element: HTMLElement) => void fireEvent.dragLeave(element)
/** Drags a file over the prompt, until it has loaded which model takes one. */
const dragOverLoaded = (element: HTMLElement) =>
  waitFor(() => {
    dragOver(element)
    if (!isDropping(element)) throw new Error('The prompt takes no file yet.')
  })

const mouse = { pointerType: 'mouse', pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX: 10 }
const enter = (element: HTMLElement) => void fireEvent.pointerEnter(element, mouse)
const leave = (element: HTMLElement) => void fireEvent.pointerLeave(element, mouse)
const press = (element: HTMLElement) => void fireEvent.pointerDown(element, mouse)
const focus = (element: HTMLElement) => void fireEvent.focus(element)

const stage = (element: HTMLElement) => element.querySelector('.dl-compare-stage') ?? element
const pressStage = (element: HTMLElement) => void fireEvent.pointerDown(stage(element), mouse)
const pointAtStage = (element: HTMLElement) => void fireEvent.pointerMove(stage(element), mouse)
const isPressed = (element: HTMLElement) => element.hasAttribute('data-pressed')
const hasSpot = (element: HTMLElement) => element.hasAttribute('data-spot')

let keptVideos = 0
export const countKept = (): void => void (keptVideos += 1)

let stoppedClicks = 0

const chooseLast = (element: HTMLElement) => {
  if (!(element instanceof HTMLSelectElement)) throw new TypeError('The part is no select.')
  fireEvent.change(element, { target: { value: element.options[element.options.length - 1]?.value } })
}
const isExpanded = (element: HTMLElement) => element.getAttribute('aria-expanded')
const value = (element: HTMLElement) => ('value' in element ? element.value : undefined)
const type = (element: HTMLElement) => void fireEvent.change(element, { target: { value: 'fox' } })
const checkedValue = (element: HTMLElement) => element.querySelector<HTMLInputElement>(':checked')?.value
const chooseUnchecked = (element: HTMLElement) =>
  act(() => element.querySelector<HTMLInputElement>('input:not(:checked)')?.click())

/** How often a method of the DOM was called. The test replaces it by a mock. */
const calls = (method: unknown) =>
  typeof method === 'function' && 'mock' in method ? (method.mock as { calls: unknown[] }).calls.length : Number.NaN

const clickOn = (effect: (element: HTMLElement) => unknown): Record<string, Handled> => ({
  onClick: { fire: (element) => void fireEvent.click(element), effect },
})

/** The handlers of ours by part. */
export const handlersOf = {
  prompt: {
    onSubmit: { fire: (element) => void fireEvent.submit(element), effect: ({ dataset }) => dataset['error'] },
    onDragOver: {
      prepare: async (element) => {
        await dragOverLoaded(element)
        dragLeave(element)
      },
      fire: dragOver,
      effect: isDropping,
    },
    onDragLeave: { prepare: dragOverLoaded, fire: dragLeave, effect: isDropping },
    onDrop: {
      prepare: dragOverLoaded,
      fire: (element) => void fireEvent.drop(element, { dataTransfer: files }),
      effect: isDropping,
    },
    onPaste: {
      // Until it has loaded which model takes one.
      prepare: dragOverLoaded,
      fire: (element) => void fireEvent.paste(element, { clipboardData: files }),
      // An image that is being decoded blocks it.
      effect: (element) => element.querySelector('[type=submit]')?.getAttribute('aria-disabled'),
    },
  },
  promptField: {
    onChange: { fire: type, effect: value },
    onKeyDown: {
      fire: (element) => void fireEvent.keyDown(element, { key: 'Enter', ctrlKey: true }),
      effect: () => query('.dl-prompt')?.dataset['error'],
    },
  },
  firstFrame: clickOn(() => calls(HTMLInputElement.prototype.click)),
  modelPicker: {
    ...clickOn(isExpanded),
    onKeyDown: { fire: (element) => void fireEvent.keyDown(element, { key: 'ArrowDown' }), effect: isExpanded },
  },
  select: { onChange: { fire: chooseLast, effect: value } },
  radioGroup: { onChange: { fire: chooseUnchecked, effect: checkedValue } },
  search: { onChange: { fire: type, effect: value } },
  image: { onLoad: { fire: (element) => void fireEvent.load(element), effect: ({ dataset }) => dataset['loaded'] } },
  scrubber: {
    onPointerEnter: { fire: enter, effect: isActive },
    onPointerMove: { fire: (element) => void fireEvent.pointerMove(element, mouse), effect: isActive },
    onPointerLeave: { prepare: enter, fire: leave, effect: isActive },
    onPointerDown: { fire: press, effect: isActive },
    onPointerUp: { prepare: press, fire: (element) => void fireEvent.pointerUp(element, mouse), effect: isActive },
    onPointerCancel: {
      prepare: press,
      fire: (element) => void fireEvent.pointerCancel(element, mouse),
      effect: isActive,
    },
    onClickCapture: {
      prepare: (element) => {
        press(element)
        fireEvent.pointerMove(element, { ...mouse, clientX: 90 })
      },
      fire: (element) => {
        const onClick = vi.fn<() => void>()
        element.addEventListener('click', onClick, { once: true })
        fireEvent.click(element)
        stoppedClicks += 1 - onClick.mock.calls.length
      },
      effect: () => stoppedClicks,
    },
    onFocus: { fire: focus, effect: isActive },
    onBlur: { prepare: focus, fire: (element) => void fireEvent.blur(element), effect: isActive },
    onKeyDown: {
      fire: (element) => void fireEvent.keyDown(element, { key: 'End' }),
      effect: (element) => element.getAttribute('aria-valuenow'),
    },
  },
  details: {
    onClick: {
      fire: (element) => {
        const summary = element.querySelector('summary')
        if (summary) fireEvent.click(summary)
      },
      effect: (element) => element.hasAttribute('open'),
    },
  },
  stop: clickOn(() => query('[role=alertdialog]') !== null),
  player: {
    onKeyDown: {
      prepare: () => screen.findByLabelText('It is night', { selector: 'video' }),
      fire: (element) => void fireEvent.keyDown(element, { key: 'm' }),
      effect: () => video()?.muted,
    },
  },
  compare: {
    onKeyDown: {
      prepare: () => waitFor(() => screen.getAllByLabelText(/./, { selector: 'video' })),
      fire: (element) => void fireEvent.keyDown(element, { key: 'm' }),
      effect: () => video()?.muted,
    },
  },
  compareFrames: {
    onPointerDown: { fire: pressStage, effect: isPressed },
    onPointerUp: {
      prepare: pressStage,
      fire: (element) => void fireEvent.pointerUp(element, mouse),
      effect: isPressed,
    },
    onPointerCancel: {
      prepare: pressStage,
      fire: (element) => void fireEvent.pointerCancel(element, mouse),
      effect: isPressed,
    },
    onPointerMove: { fire: pointAtStage, effect: hasSpot },
    onPointerLeave: { prepare: pointAtStage, fire: leave, effect: hasSpot },
  },
  keep: clickOn(() => keptVideos),
  play: clickOn(() => calls(HTMLMediaElement.prototype.play)),
  media: {
    ...clickOn(() => calls(HTMLMediaElement.prototype.play)),
    onLoadedData: {
      prepare: (element) => {
        Object.defineProperty(element, 'currentTime', { get: () => 0, set: vi.fn<(time: number) => void>() })
      },
      fire: (element) => void fireEvent(element, new Event('loadeddata', { cancelable: true })),
      effect: () => calls(Object.getOwnPropertyDescriptor(video(), 'currentTime')?.set),
    },
  },
  mute: clickOn(() => video()?.muted),
  loop: clickOn(() => video()?.loop),
  pictureInPicture: clickOn(() => calls(HTMLVideoElement.prototype.requestPictureInPicture)),
  fullscreen: clickOn(() => calls(HTMLElement.prototype.requestFullscreen)),
  remixForm: {
    onSubmit: { fire: (element) => void fireEvent.submit(element), effect: () => query('[role=alert]') !== null },
  },
  remixField: {
    onChange: { fire: type, effect: value },
    onKeyDown: {
      fire: (element) => void fireEvent.keyDown(element, { key: 'Enter' }),
      effect: () => query('[role=alert]') !== null,
    },
  },
  previews: {
    onClick: {
      fire: (element) => void fireEvent.click(element),
      effect: (element) => element.getAttribute('aria-pressed'),
    },
  },
  grid: {
    onKeyDown: {
      prepare: (element) => act(() => element.querySelector<HTMLInputElement>('[type=checkbox]')?.click()),
      fire: (element) => void fireEvent.keyDown(element, { key: 'Escape' }),
      effect: (element) => element.querySelector(':checked') !== null,
    },
  },
} satisfies Record<string, Record<string, Handled>>
