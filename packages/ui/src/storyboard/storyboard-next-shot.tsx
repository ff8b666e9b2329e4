import { useState } from 'react'
import { useVideosClient } from '@dailies/core/react'
import { toVideoError } from '../failure'
import { captureFrame, usePromptTarget } from '../frames'
import { Button, mergeProps, part, type PartProps } from '../primitives'
import { useStoryboardStrings } from '../strings/texts'
import { frameSeconds } from './shot'
import { useStoryboardInternals } from './storyboard-context'

/**
 * The button that begins the next shot: the last frame of the last shot becomes the first frame of the VideoPrompt on the
 * page. It renders nothing without shots and without a prompt.
 */
export const StoryboardNextShot = /* @__PURE__ */ part<typeof Button, Omit<PartProps<'button'>, 'ref'>>(
  Button,
  'dl-storyboard-next',
  function StoryboardNextShot(props) {
    const { shots, promptName, isDisabled, announce, onError } = useStoryboardInternals()
    const client = useVideosClient()
    const prompt = usePromptTarget(promptName)
    const [isCapturing, setCapturing] = useState(false)
    const t = useStoryboardStrings()
    const last = shots.findLast(({ state }) => state === 'ready')
    if (!last?.video || !prompt.available) return null
    const { video, end, seconds } = last
    const capture = async () => {
      setCapturing(true)
      try {
        // The middle of the last frame: rounding must not give another one.
        const at = end < seconds ? end - frameSeconds / 2 : 'last'
        prompt.setFrame('first', await captureFrame({ client, video, at }))
      } catch (error) {
        announce(t('nextShotFailed'))
        onError?.(toVideoError(error))
      } finally {
        setCapturing(false)
      }
    }
    return mergeProps(
      {
        variant: 'outline' as const,
        disabled: isDisabled || !prompt.accepts('first'),
        'aria-disabled': isCapturing,
        onClick: () => void (isCapturing || capture()),
        children: t('nextShot'),
      },
      props,
    )
  },
)
