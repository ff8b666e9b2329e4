import { CirclePause, CirclePlay } from 'lucide'
import { useEffect, useState } from 'react'
import { useConnectionFromPlay } from '../playback'
import { Button, Icon } from '../primitives'
import { usePromptTarget } from '../prompt-target'
import { useLibraryStrings } from '../strings/texts'
import { VideoFrame, VideoImage } from '../video-frame'
import type { VideoExample } from './video-example'
import { useLibrary } from './video-library-context'

const prompts = ['exampleOne', 'exampleTwo', 'exampleThree'] as const
const withoutVideos: readonly VideoExample[] = prompts.map(() => ({}))

/** The button that stops all examples from playing, and lets them again. It renders nothing where none has a video. */
export function PlayExamples() {
  const { examples, previews, setPreviews } = useLibrary()
  const t = useLibraryStrings()
  if (!examples?.some(({ video }) => video !== undefined)) return null
  return (
    <Button
      variant="icon"
      aria-label={t('playExamples')}
      aria-pressed={previews}
      title={t('playExamples')}
      onClick={() => setPreviews(!previews)}
    >
      <Icon icon={previews ? CirclePause : CirclePlay} />
    </Button>
  )
}

/** The examples of an empty library: each plays, and a press writes its prompt. */
export function ExampleTiles() {
  const { examples = withoutVideos, previews, fillPrompt, promptName } = useLibrary()
  const { price } = usePromptTarget(promptName)
  const t = useLibraryStrings()
  const promptOf = ({ prompt }: VideoExample, index: number) => prompt ?? t(prompts[index % 3] ?? 'exampleOne')
  return (
    <ul>
      {examples.map((example, index) => (
        <li key={promptOf(example, index)}>
          <button type="button" className="dl-library-example" onClick={() => fillPrompt(promptOf(example, index))}>
            <ExampleMedia example={example} id={`example ${index}`} isPlaying={previews} />
            <span dir="auto">{promptOf(example, index)}</span>
            <span className="dl-library-example-use">
              {t('useExample')} {price !== undefined && <span className="dl-muted">{price}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface ExampleMediaProps {
  example: VideoExample
  id: string
  isPlaying: boolean
}

function ExampleMedia({ example: { video, poster, size = '1280x720' }, id, isPlaying }: ExampleMediaProps) {
  const [media, setMedia] = useState<HTMLVideoElement | null>(null)
  useConnectionFromPlay(media)
  useEffect(() => {
    // Rejects without permission, and if it pauses before it has loaded.
    if (isPlaying) media?.play().catch(() => {})
    else media?.pause()
  }, [media, isPlaying])
  return (
    <VideoFrame id={id} size={size}>
      {poster !== undefined && <VideoImage src={poster} />}
      {video !== undefined && (
        <video
          ref={setMedia}
          src={video}
          muted
          loop
          playsInline
          disablePictureInPicture
          // No byte before it plays.
          preload="none"
          tabIndex={-1}
          aria-hidden
        />
      )}
    </VideoFrame>
  )
}
