import type { Video } from '@dailies/core'
import { useId } from 'react'
import { LineageTree } from '../lineage'
import { useRemixStrings } from '../strings/texts'
import { useLibrary } from './video-library-context'

/** The lineage of the open video, whose videos it opens. */
export function LineageSection({ video }: { video: Video }) {
  const { openVideo } = useLibrary()
  const t = useRemixStrings()
  const id = useId()
  return (
    <nav className="dl-lineage" aria-labelledby={id}>
      <h3 id={id} className="dl-muted dl-small">
        {t('lineage')}
      </h3>
      <LineageTree video={video} onSelect={openVideo} />
    </nav>
  )
}
