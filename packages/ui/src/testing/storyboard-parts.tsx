import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import * as ui from '..'
import { frameDragType } from '../frames'
import type { Handled, PartRow, TableVideos } from './part-table'

let boards = 0
/** Shots of its own for each test: what another changed is kept for the viewer. */
const board = ({ done }: TableVideos) => ({
  name: `board-${(boards += 1)}`,
  defaultValue: ['first', 'second'].map((id) => ({ id, videoId: done.id })),
})
const inBoard = (videos: TableVideos, children: ReactNode) => (
  <ui.StoryboardRoot {...board(videos)}>{children}</ui.StoryboardRoot>
)
const withPlayer = (videos: TableVideos, children: ReactNode) =>
  inBoard(
    videos,
    <>
      <ui.StoryboardPlayer />
      {children}
    </>,
  )
/** Of each part in a shot only the first is the one of the test. */
const inShot = (videos: TableVideos, children: ReactNode) => (
  <ui.StoryboardRoot {...board(videos)} defaultValue={[{ id: 'first', videoId: videos.done.id }]}>
    <ui.StoryboardStrip>{children}</ui.StoryboardStrip>
  </ui.StoryboardRoot>
)

const section = () => document.querySelector('.dl-storyboard')
const isPlaying = () => section()?.hasAttribute('data-playing')
const shotCount = () => document.querySelectorAll('.dl-storyboard-shot').length
const shotOf = (element: HTMLElement) => element.closest('.dl-storyboard-shot')
const handle = () => screen.getByRole('slider', { name: 'Start of shot 1' })
const untilReady = () =>
  waitFor(() => {
    if (!document.querySelector('[data-state=ready].dl-storyboard-shot, .dl-storyboard-player'))
      throw new Error('No shot yet.')
  })
const untilPlayable = () =>
  waitFor(() => {
    if (!document.querySelector('video[data-front]')) throw new Error('No picture yet.')
  })
const untilTrimmable = async (element: HTMLElement) => {
  await waitFor(() => {
    if (handle().hasAttribute('aria-disabled')) throw new Error('The video has not loaded yet.')
  })
  element.getBoundingClientRect = () => new DOMRect(0, 0, 100, 20)
}

const dataTransfer = {
  types: [frameDragType],
  setData: () => {},
  getData: () => JSON.stringify({ videoId: 'video_other', at: 'first' }),
}
const dragOver = (element: HTMLElement) => void fireEvent.dragOver(element, { dataTransfer })
const dragStart = (element: HTMLElement) => void fireEvent.dragStart(element, { dataTransfer })
const isDropping = (element: HTMLElement) => element.hasAttribute('data-dropping')
const isDragged = (element: HTMLElement) => shotOf(element)?.hasAttribute('data-dragged')
const isSelected = (element: HTMLElement) => shotOf(element)?.hasAttribute('data-selected')

const pointer = (clientX: number) => ({ pointerId: 1, isPrimary: true, button: 0, clientX })
const press = (element: HTMLElement) => void fireEvent.pointerDown(element, pointer(10))
const pressTrim = async (element: HTMLElement) => {
  await untilTrimmable(element)
  press(element)
}
const isActive = (element: HTMLElement) => element.hasAttribute('data-active')

const plays: Record<string, Handled> = {
  onClick: { prepare: untilPlayable, fire: (element) => void fireEvent.click(element), effect: isPlaying },
}
const root: Record<string, Handled> = {
  onKeyDown: {
    prepare: untilPlayable,
    fire: (element) => void fireEvent.keyDown(element, { key: 'k' }),
    effect: isPlaying,
  },
}
const strip: Record<string, Handled> = {
  onDragOver: { fire: dragOver, effect: isDropping },
  onDragLeave: { prepare: dragOver, fire: (element) => void fireEvent.dragLeave(element), effect: isDropping },
  onDrop: {
    prepare: dragOver,
    fire: (element) => void fireEvent.drop(element, { dataTransfer }),
    effect: shotCount,
  },
  onKeyDown: {
    fire: (element) => {
      const frame = element.querySelector('[data-shot]')
      if (frame) fireEvent.keyDown(frame, { key: 'Delete' })
    },
    effect: shotCount,
  },
}
const frame: Record<string, Handled> = {
  onClick: { fire: (element) => void fireEvent.click(element), effect: isSelected },
  onFocus: { fire: (element) => void fireEvent.focus(element), effect: isSelected },
  onDragStart: { fire: dragStart, effect: isDragged },
  onDragEnd: { prepare: dragStart, fire: (element) => void fireEvent.dragEnd(element), effect: isDragged },
}
const trim: Record<string, Handled> = {
  onPointerDown: { prepare: untilTrimmable, fire: press, effect: isActive },
  onPointerMove: {
    prepare: pressTrim,
    fire: (element) => void fireEvent.pointerMove(element, pointer(30)),
    effect: () => handle().getAttribute('aria-valuenow'),
  },
  onPointerUp: { prepare: pressTrim, fire: (element) => void fireEvent.pointerUp(element), effect: isActive },
  onPointerCancel: { prepare: pressTrim, fire: (element) => void fireEvent.pointerCancel(element), effect: isActive },
  onKeyDown: {
    prepare: untilTrimmable,
    fire: () => void fireEvent.keyDown(handle(), { key: 'ArrowRight' }),
    effect: () => handle().getAttribute('aria-valuenow'),
  },
}

/** The parts of Storyboard. */
export const storyboardParts: Record<string, PartRow> = {
  Storyboard: { render: (props, videos) => <ui.Storyboard {...board(videos)} {...props} />, handlers: root },
  StoryboardRoot: {
    render: (props, videos) => (
      <ui.StoryboardRoot {...board(videos)} {...props}>
        {props.children ?? <ui.StoryboardPlayer />}
      </ui.StoryboardRoot>
    ),
    handlers: root,
  },
  StoryboardPlayer: { render: (props, videos) => inBoard(videos, <ui.StoryboardPlayer {...props} />), handlers: plays },
  StoryboardControls: { render: (props, videos) => withPlayer(videos, <ui.StoryboardControls {...props} />) },
  StoryboardPlay: { render: (props, videos) => withPlayer(videos, <ui.StoryboardPlay {...props} />), handlers: plays },
  StoryboardSeekBar: {
    render: (props, videos) => withPlayer(videos, <ui.StoryboardSeekBar {...props} />),
    handlers: {
      onChange: {
        prepare: untilPlayable,
        fire: (element) => void fireEvent.change(element, { target: { value: '4' } }),
        // The second shot is in the other element.
        effect: () => screen.getByRole('group').getAttribute('aria-label'),
      },
    },
  },
  StoryboardTime: { render: (props, videos) => withPlayer(videos, <ui.StoryboardTime {...props} />) },
  StoryboardStrip: {
    render: (props, videos) => inBoard(videos, <ui.StoryboardStrip {...props} />),
    appear: async () => void (await untilReady()),
    handlers: strip,
  },
  StoryboardShotFrame: {
    render: (props, videos) => inShot(videos, <ui.StoryboardShotFrame {...props} />),
    handlers: frame,
  },
  StoryboardShotLength: { render: (props, videos) => inShot(videos, <ui.StoryboardShotLength {...props} />) },
  StoryboardShotActions: { render: (props, videos) => inShot(videos, <ui.StoryboardShotActions {...props} />) },
  StoryboardTrim: { render: (props, videos) => inShot(videos, <ui.StoryboardTrim {...props} />), handlers: trim },
  StoryboardSummary: { render: (props, videos) => inBoard(videos, <ui.StoryboardSummary {...props} />) },
  StoryboardExport: { render: (props, videos) => inBoard(videos, <ui.StoryboardExport {...props} />) },
  StoryboardNextShot: {
    render: (props, videos) => (
      <>
        {inBoard(videos, <ui.StoryboardNextShot {...props} />)}
        <ui.VideoPrompt model="lamp-1" />
      </>
    ),
    handlers: {
      onClick: {
        prepare: () =>
          waitFor(() => {
            if (screen.getByTestId('part').hasAttribute('disabled')) throw new Error('The model is not known yet.')
          }),
        fire: (element) => act(() => element.click()),
        effect: (element) => element.getAttribute('aria-disabled'),
      },
    },
  },
}
