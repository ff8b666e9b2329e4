import type { Video } from '@dailies/core'
import { act, fireEvent, screen } from '@testing-library/react'
import type { PropsWithChildren, ReactNode } from 'react'
import * as ui from '..'
import { compareParts } from './compare-parts'
import { handlersOf } from './part-handlers'
import { promptParts } from './prompt-parts'
import { storyboardParts } from './storyboard-parts'

/** A handler of ours on the element of a part. */
export interface Handled {
  /** Brings the element into the state in which the handler has an effect. */
  prepare?(element: HTMLElement): unknown
  fire(element: HTMLElement): void
  /** What the handler changes. */
  effect(element: HTMLElement): unknown
}

/** A part in the state in which it renders its element. */
export interface PartRow {
  /** Renders the part in its root, with the props of the test. */
  render(props: PropsWithChildren<{ 'data-testid'?: string }>, videos: TableVideos): ReactNode
  /** Brings the part onto the page. */
  appear?(): Promise<void>
  /** Every handler of ours on its element, by the name of its prop. */
  handlers?: Record<string, Handled>
  /** Why there are handlers on its element that are not ours. */
  foreignHandlers?: string
  /** Why it takes no `asChild`. */
  withoutAsChild?: string
}

/** The videos that the parts show. */
export interface TableVideos {
  /** A completed remix of another video. */
  done: Video
  running: Video
  /** A running video that can be cancelled. */
  cancellable: Video
  failed: Video
}

const inRemix = ({ done }: TableVideos, children: ReactNode) => (
  <ui.RemixPanelRoot video={done}>{children}</ui.RemixPanelRoot>
)
const inJob = ({ id }: Video, children: ReactNode) => <ui.JobProgressRoot id={id}>{children}</ui.JobProgressRoot>
const inPlayer = ({ id }: Video, children: ReactNode) => <ui.VideoPlayerRoot id={id}>{children}</ui.VideoPlayerRoot>
const besideMedia = (video: Video, children: ReactNode) =>
  inPlayer(
    video,
    <>
      <ui.VideoPlayerMedia />
      {children}
    </>,
  )
const inLibrary = (children: ReactNode) => <ui.VideoLibraryRoot>{children}</ui.VideoLibraryRoot>
const source = { src: '/sheet.jpg', poster: '/thumbnail.webp', seconds: 4, size: '320x192' }
const inScrubber = (children: ReactNode) => (
  <ui.SpritesheetScrubberRoot {...source}>{children}</ui.SpritesheetScrubberRoot>
)

const click = async (element: Promise<HTMLElement>) => {
  const found = await element
  act(() => found.click())
}
const extend = () => click(screen.findByRole('radio', { name: 'Extend' }))
const openVideo = () => click(screen.findByRole('button', { name: /^Open video: It is night/ }))

/** Every exported part. */
export const parts: Record<string, PartRow> = {
  ...promptParts,

  SpritesheetScrubber: {
    render: (props) => <ui.SpritesheetScrubber {...source} {...props} />,
    handlers: handlersOf.scrubber,
  },
  SpritesheetScrubberRoot: {
    render: (props) => <ui.SpritesheetScrubberRoot {...source} {...props}></ui.SpritesheetScrubberRoot>,
    handlers: handlersOf.scrubber,
  },
  SpritesheetScrubberImage: { render: (props) => inScrubber(<ui.SpritesheetScrubberImage {...props} />) },
  SpritesheetScrubberPlayhead: { render: (props) => inScrubber(<ui.SpritesheetScrubberPlayhead {...props} />) },
  SpritesheetScrubberPoster: {
    render: (props) => inScrubber(<ui.SpritesheetScrubberPoster {...props} />),
    handlers: handlersOf.image,
  },
  SpritesheetScrubberTime: { render: (props) => inScrubber(<ui.SpritesheetScrubberTime {...props} />) },

  VideoFrame: { render: (props) => <ui.VideoFrame id="video_1" size="320x192" {...props} /> },
  AspectRatioBox: { render: (props) => <ui.AspectRatioBox size="320x192" {...props} /> },

  JobProgress: { render: (props, { running }) => <ui.JobProgress id={running.id} {...props} /> },
  JobProgressRoot: {
    render: (props, { running }) => <ui.JobProgressRoot id={running.id} {...props}></ui.JobProgressRoot>,
  },
  JobProgressBar: { render: (props, { running }) => inJob(running, <ui.JobProgressBar {...props} />) },
  JobProgressCancel: {
    render: (props, { cancellable }) => inJob(cancellable, <ui.JobProgressCancel {...props} />),
    handlers: handlersOf.stop,
  },
  JobProgressConnection: { render: (props, { running }) => inJob(running, <ui.JobProgressConnection {...props} />) },
  JobProgressElapsed: { render: (props, { running }) => inJob(running, <ui.JobProgressElapsed {...props} />) },
  JobProgressFailure: { render: (props, { failed }) => inJob(failed, <ui.JobProgressFailure {...props} />) },
  JobProgressFrame: { render: (props, { running }) => inJob(running, <ui.JobProgressFrame {...props} />) },
  JobProgressPrompt: { render: (props, { running }) => inJob(running, <ui.JobProgressPrompt {...props} />) },
  JobProgressStatusText: { render: (props, { running }) => inJob(running, <ui.JobProgressStatusText {...props} />) },
  JobProgressSummary: { render: (props, { running }) => inJob(running, <ui.JobProgressSummary {...props} />) },
  JobProgressStop: {
    render: (props, { running }) => inJob(running, <ui.JobProgressStop {...props} />),
    handlers: handlersOf.stop,
  },

  VideoPlayer: {
    render: (props, { done }) => <ui.VideoPlayer id={done.id} {...props} />,
    handlers: handlersOf.player,
  },
  VideoPlayerRoot: {
    render: (props, { done }) => (
      <ui.VideoPlayerRoot id={done.id} {...props}>
        {props.children ?? <ui.VideoPlayerMedia />}
      </ui.VideoPlayerRoot>
    ),
    handlers: handlersOf.player,
  },
  VideoPlayerAlert: { render: (props, { running }) => inPlayer(running, <ui.VideoPlayerAlert {...props} />) },
  VideoPlayerControls: { render: (props, { done }) => inPlayer(done, <ui.VideoPlayerControls {...props} />) },
  VideoPlayerDownload: { render: (props, { done }) => inPlayer(done, <ui.VideoPlayerDownload {...props} />) },
  VideoPlayerFullscreen: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerFullscreen {...props} />),
    handlers: handlersOf.fullscreen,
  },
  VideoPlayerLoop: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerLoop {...props} />),
    handlers: handlersOf.loop,
  },
  VideoPlayerMedia: {
    render: (props, { done }) => inPlayer(done, <ui.VideoPlayerMedia {...props} />),
    handlers: handlersOf.media,
    withoutAsChild: 'its element must be a native media element',
  },
  VideoPlayerMute: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerMute {...props} />),
    handlers: handlersOf.mute,
  },
  VideoPlayerPictureInPicture: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerPictureInPicture {...props} />),
    handlers: handlersOf.pictureInPicture,
  },
  VideoPlayerPlay: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerPlay {...props} />),
    handlers: handlersOf.play,
  },
  VideoPlayerSeekBar: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerSeekBar {...props} />),
    handlers: handlersOf.scrubber,
  },
  VideoPlayerSpeed: {
    render: (props, { done }) => besideMedia(done, <ui.VideoPlayerSpeed {...props} />),
    handlers: handlersOf.select,
  },
  VideoPlayerTime: { render: (props, { done }) => inPlayer(done, <ui.VideoPlayerTime {...props} />) },

  ...compareParts,

  ...storyboardParts,

  RemixPanel: { render: (props, { done }) => <ui.RemixPanel video={done} {...props} /> },
  RemixPanelRoot: {
    render: (props, { done }) => <ui.RemixPanelRoot video={done} {...props}></ui.RemixPanelRoot>,
  },
  RemixPanelComparison: { render: (props, videos) => inRemix(videos, <ui.RemixPanelComparison {...props} />) },
  RemixPanelErrorMessage: {
    render: (props, videos) =>
      inRemix(
        videos,
        <ui.RemixPanelForm>
          <ui.RemixPanelField />
          <ui.RemixPanelErrorMessage {...props} />
          <ui.RemixPanelSubmit />
        </ui.RemixPanelForm>,
      ),
    appear: async () => {
      await screen.findByRole('textbox')
      await click(screen.findByRole('button', { name: 'Make it' }))
    },
  },
  RemixPanelEstimate: { render: (props, videos) => inRemix(videos, <ui.RemixPanelEstimate {...props} />) },
  RemixPanelField: {
    render: (props, videos) =>
      inRemix(
        videos,
        <>
          <ui.RemixPanelField {...props} />
          <ui.RemixPanelErrorMessage />
        </>,
      ),
    handlers: handlersOf.remixField,
  },
  RemixPanelForm: {
    render: (props, videos) =>
      inRemix(
        videos,
        <>
          <ui.RemixPanelOperations />
          <ui.RemixPanelErrorMessage />
          <ui.RemixPanelForm {...props} />
        </>,
      ),
    appear: async () => void (await screen.findByRole('radio', { name: 'Remix' })),
    handlers: handlersOf.remixForm,
  },
  RemixPanelHint: { render: (props, videos) => inRemix(videos, <ui.RemixPanelHint {...props} />) },
  RemixPanelLineage: { render: (props, videos) => inRemix(videos, <ui.RemixPanelLineage {...props} />) },
  RemixPanelOperations: {
    render: (props, videos) => inRemix(videos, <ui.RemixPanelOperations {...props} />),
    handlers: handlersOf.radioGroup,
  },
  RemixPanelSeconds: {
    render: (props, videos) =>
      inRemix(
        videos,
        <>
          <ui.RemixPanelOperations />
          <ui.RemixPanelSeconds {...props} />
        </>,
      ),
    appear: extend,
    handlers: handlersOf.select,
  },
  RemixPanelSubmit: { render: (props, videos) => inRemix(videos, <ui.RemixPanelSubmit {...props} />) },
  RemixPanelSuggestions: { render: (props, videos) => inRemix(videos, <ui.RemixPanelSuggestions {...props} />) },

  VideoCard: { render: (props, { done }) => inLibrary(<ui.VideoCard id={done.id} {...props} />) },
  VideoLibrary: { render: (props) => <ui.VideoLibrary {...props} /> },
  VideoLibraryRoot: { render: (props) => <ui.VideoLibraryRoot {...props} /> },
  VideoLibraryCount: { render: (props) => inLibrary(<ui.VideoLibraryCount {...props} />) },
  VideoLibraryCompare: {
    render: (props, { done }) => (
      <ui.VideoLibraryRoot defaultCompareIds={[done.id, done.remixed_from_video_id ?? '']}>
        <ui.VideoLibraryCompare {...props} />
      </ui.VideoLibraryRoot>
    ),
    foreignHandlers: 'the dialog of Radix listens on its element, ours are onOpenAutoFocus and onCloseAutoFocus',
    withoutAsChild: 'its content is the comparison',
  },
  VideoLibraryDialog: {
    render: (props) =>
      inLibrary(
        <>
          <ui.VideoLibraryGrid />
          <ui.VideoLibraryDialog {...props} />
        </>,
      ),
    appear: openVideo,
    foreignHandlers: 'the dialog of Radix listens on its element, ours are onOpenAutoFocus and onCloseAutoFocus',
    withoutAsChild: 'its child is the remix panel',
  },
  VideoLibraryErrorBanner: { render: (props) => inLibrary(<ui.VideoLibraryErrorBanner {...props} />) },
  VideoLibraryFilter: {
    render: (props) => inLibrary(<ui.VideoLibraryFilter {...props} />),
    handlers: handlersOf.radioGroup,
  },
  VideoLibraryGrid: {
    render: (props) => inLibrary(<ui.VideoLibraryGrid {...props} />),
    appear: async () => void (await screen.findByRole('button', { name: /^Open video: It is night/ })),
    handlers: handlersOf.grid,
  },
  VideoLibraryModelFilter: {
    render: (props) => inLibrary(<ui.VideoLibraryModelFilter {...props} />),
    handlers: handlersOf.select,
  },
  VideoLibraryOrder: { render: (props) => inLibrary(<ui.VideoLibraryOrder {...props} />), handlers: handlersOf.select },
  VideoLibraryPreviews: {
    render: (props) => inLibrary(<ui.VideoLibraryPreviews {...props} />),
    handlers: handlersOf.previews,
  },
  VideoLibraryPlaceholder: {
    render: (props) =>
      inLibrary(
        <>
          <ui.VideoLibrarySearch />
          <ui.VideoLibraryPlaceholder {...props} />
        </>,
      ),
    appear: async () => {
      fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'nothing has these words' } })
    },
  },
  VideoLibrarySearch: {
    render: (props) => inLibrary(<ui.VideoLibrarySearch {...props} />),
    handlers: handlersOf.search,
  },
  VideoLibrarySelectionBar: { render: (props) => inLibrary(<ui.VideoLibrarySelectionBar {...props} />) },
  VideoLibraryToolbar: { render: (props) => inLibrary(<ui.VideoLibraryToolbar {...props} />) },
}

/** Every exported component that is no part, with the reason. */
export const otherComponents: Record<string, string> = {
  LanguageProvider: 'renders no element',
}
