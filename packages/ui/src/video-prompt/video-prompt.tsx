import { useCapabilities } from '@dailies/core/react'
import { useVideoPrompt } from './video-prompt-context'
import { VideoPromptCount } from './video-prompt-count'
import { VideoPromptCrop } from './video-prompt-crop'
import { VideoPromptEstimate } from './video-prompt-estimate'
import { VideoPromptField } from './video-prompt-field'
import { VideoPromptHelpers } from './video-prompt-helpers'
import { VideoPromptModel, VideoPromptSeconds, VideoPromptSize } from './video-prompt-options'
import { VideoPromptFirstFrame } from './video-prompt-first-frame'
import { VideoPromptErrorMessage } from './video-prompt-error-message'
import { VideoPromptRoot, type VideoPromptRootProps } from './video-prompt-root'
import { VideoPromptSubmit } from './video-prompt-submit'

/** Props of {@link VideoPrompt}. */
export type VideoPromptProps = Omit<VideoPromptRootProps, 'asChild' | 'children'>

/**
 * A form that begins films: one field that feels like writing, what the server offers, a first frame cropped to the right size,
 * and price and time before anything is sent. For another arrangement put its parts into a {@link VideoPromptRoot}.
 *
 * @example
 * <VideoPrompt onCreated={(video) => navigate(`/videos/${video.id}`)} />
 */
export const VideoPrompt = (props: VideoPromptProps) => (
  <VideoPromptRoot {...props}>
    <div className="dl-prompt-writing">
      <VideoPromptFirstFrame />
      <VideoPromptField />
    </div>
    <VideoPromptCount />
    <VideoPromptErrorMessage field="prompt" />
    <VideoPromptCrop />
    <VideoPromptErrorMessage field="input_reference" />
    <VideoPromptHelpers />
    <div className="dl-prompt-options">
      <VideoPromptModel />
      <VideoPromptSeconds />
      <VideoPromptSize />
    </div>
    <Advice />
    <VideoPromptErrorMessage field="model" />
    <VideoPromptErrorMessage field="size" />
    <VideoPromptErrorMessage field="seconds" />
    <VideoPromptErrorMessage field={null} />
    <div className="dl-prompt-foot">
      <VideoPromptEstimate />
      <VideoPromptSubmit />
    </div>
  </VideoPromptRoot>
)

const Advice = () => {
  const { choice } = useVideoPrompt()
  const { isLoading } = useCapabilities()
  // Until it is known whether there is any, a line is kept free.
  const description = choice.model ? choice.model.description : isLoading && '\u00A0'
  return description ? (
    <p className="dl-muted dl-small" dir="auto">
      {description}
    </p>
  ) : null
}
