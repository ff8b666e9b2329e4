import { Button } from '../primitives'
import { useStoryboardTarget } from '../storyboard'
import { useLibraryStrings } from '../strings/texts'
import { focusVideo } from './focus-video'
import { useLibrary } from './video-library-context'

/** The button that adds the selected videos to the Storyboard of the page, if it has one. Cards are dropped there too. */
export function AddToStoryboard({ ids }: { ids: readonly string[] }) {
  const { selection } = useLibrary()
  const storyboard = useStoryboardTarget()
  const t = useLibraryStrings()
  if (!storyboard.available) return null
  const add = () => {
    storyboard.add(ids)
    selection.clear()
    focusVideo()
  }
  return (
    <Button variant="outline" onClick={add}>
      {t('addToStoryboard')}
    </Button>
  )
}
