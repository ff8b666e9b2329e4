import type { Video } from '@dailies/core'
import type { ReactNode } from 'react'
import * as ui from '..'
import { countKept, handlersOf } from './part-handlers'
import type { PartRow, TableVideos } from './part-table'

const inCompare = ({ done }: TableVideos, children: ReactNode) => (
  <ui.VideoCompareRoot ids={idsOf(done)} defaultPlaying={false} onKeep={() => {}}>
    {children}
  </ui.VideoCompareRoot>
)
const idsOf = ({ id, remixed_from_video_id: sourceId }: Video) => [id, sourceId ?? '']

/** The parts of VideoCompare. */
export const compareParts: Record<string, PartRow> = {
  VideoCompare: {
    render: (props, { done }) => <ui.VideoCompare ids={idsOf(done)} {...props} />,
    handlers: handlersOf.compare,
  },
  VideoCompareRoot: {
    render: (props, { done }) => (
      <ui.VideoCompareRoot ids={idsOf(done)} {...props}>
        {props.children ?? <ui.VideoCompareFrames />}
      </ui.VideoCompareRoot>
    ),
    handlers: handlersOf.compare,
  },
  VideoCompareFrames: {
    render: (props, videos) => inCompare(videos, <ui.VideoCompareFrames {...props} />),
    handlers: handlersOf.compareFrames,
  },
  VideoCompareControls: { render: (props, videos) => inCompare(videos, <ui.VideoCompareControls {...props} />) },
  VideoComparePlay: {
    render: (props, videos) =>
      inCompare(
        videos,
        <>
          <ui.VideoCompareFrames />
          <ui.VideoComparePlay {...props} />
        </>,
      ),
    handlers: handlersOf.play,
  },
  VideoCompareViews: {
    render: (props, videos) => inCompare(videos, <ui.VideoCompareViews {...props} />),
    handlers: handlersOf.radioGroup,
  },
  VideoCompareHint: {
    render: (props, { done }) => (
      <ui.VideoCompareRoot ids={idsOf(done)} view="difference">
        <ui.VideoCompareHint {...props} />
      </ui.VideoCompareRoot>
    ),
  },
  VideoCompareFacts: {
    render: (props, { done }) => (
      <ui.VideoCompareRoot ids={[done.id]}>
        <ui.VideoCompareFrames>
          <ui.VideoCompareFacts {...props} />
        </ui.VideoCompareFrames>
      </ui.VideoCompareRoot>
    ),
  },
  VideoCompareKeep: {
    render: (props, { done }) => (
      <ui.VideoCompareRoot ids={[done.id]} onKeep={countKept}>
        <ui.VideoCompareFrames>
          <ui.VideoCompareKeep {...props} />
        </ui.VideoCompareFrames>
      </ui.VideoCompareRoot>
    ),
    handlers: handlersOf.keep,
  },
}
