import { isVideoError, type Video, type VideoError } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'
import { ImageDown, ImagePlus } from 'lucide'
import { useContext, useEffect, useRef, useState } from 'react'
import { toLoadError } from '../failure'
import { captureFrame, type FrameTime } from '../frames'
import { Announcer, Button, Icon, saveFile } from '../primitives'
import { usePromptTarget } from '../prompt-target'
import { useDialogStrings } from '../strings/texts'
import { useLibrary } from './video-library-context'

interface FrameActionsProps {
  video: Video
  /** The position of its player, in seconds. */
  getTime(): number
  /** Closes the dialog, and then does something outside of it. */
  closeThen(action: () => void): void
  onError(error: VideoError | undefined): void
}

/** Uses the last frame of a video for the next one, if the page has a prompt that takes it; and saves the shown frame. */
export function FrameActions({ video, getTime, closeThen, onError }: FrameActionsProps) {
  const { promptName } = useLibrary()
  const client = useVideosClient()
  const target = usePromptTarget(promptName)
  const announce = useContext(Announcer)
  const t = useDialogStrings()
  const [isCapturing, setCapturing] = useState(false)
  const controller = useRef<AbortController>(undefined)
  useEffect(() => () => controller.current?.abort(), [])

  const capture = async (at: FrameTime, onFile: (file: File) => void) => {
    if (isCapturing) return
    const { signal } = (controller.current = new AbortController())
    onError(undefined)
    setCapturing(true)
    try {
      const file = await captureFrame({ client, video, at, signal })
      if (!signal.aborted) onFile(file)
    } catch (cause) {
      if (!signal.aborted) onError(isVideoError(cause) ? cause : toLoadError(cause))
    }
    if (!signal.aborted) setCapturing(false)
  }
  const startFromLastFrame = (file: File) => {
    announce?.(t('frameUsed'))
    closeThen(() => target.setFrame('first', file))
  }
  const save = (file: File) => {
    saveFile(file)
    announce?.(t('frameSaved'))
  }
  return (
    <>
      {target.accepts('first') && (
        <Button variant="outline" aria-disabled={isCapturing} onClick={() => void capture('last', startFromLastFrame)}>
          <Icon icon={ImagePlus} />
          {t('useLastFrame')}
        </Button>
      )}
      <Button variant="outline" aria-disabled={isCapturing} onClick={() => void capture(getTime(), save)}>
        <Icon icon={ImageDown} />
        {t('saveFrame')}
      </Button>
    </>
  )
}
