import type { Video } from '@dailies/core'
import { useCapabilities } from '@dailies/core/react'
import type { ReactNode } from 'react'
import { formatDate, formatLength, formatSize } from '../format'
import { useLocale } from '../strings/language-provider'
import { useLibraryStrings } from '../strings/texts'

/** What is known of a film, as a list. */
export function VideoFacts({ video, onOpen }: { video: Video; onOpen(id: string): void }) {
  const text = useLibraryStrings()
  const locale = useLocale()
  const { capabilities } = useCapabilities()
  const model = capabilities?.models.find(({ id }) => id === video.model)
  const { remixed_from_video_id: source, completed_at: end, created_at: start, expires_at: until } = video
  return (
    <dl className="dl-facts">
      <Fact name={text('model')}>{model?.label ?? video.model}</Fact>
      <Fact name={text('size')}>{video.size && formatSize(locale, video.size)}</Fact>
      <Fact name={text('length')}>{Number(video.seconds) > 0 && formatLength(locale, Number(video.seconds))}</Fact>
      <Fact name={text('made')}>{formatDate(locale, start)}</Fact>
      <Fact name={text('took')}>{end !== null && end > start && formatLength(locale, end - start)}</Fact>
      <Fact name={text('availableUntil')}>{until !== null && formatDate(locale, until)}</Fact>
      <Fact name={text('from')}>
        {source !== null && (
          <button type="button" className="dl-link" onClick={() => onOpen(source)}>
            {text('original')}
          </button>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div>
      <dt className="dl-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
