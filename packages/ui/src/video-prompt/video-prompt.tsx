import { useCapabilities } from '@dailies/core/react'
import { useVideoPrompt } from './video-prompt-context'
import { VideoPromptCount } from './video-prompt-count'
import { VideoPromptCrop } from './video-prompt-crop'
import { VideoPromptEstimate } from './video-prompt-estimate'
import { VideoPromptField } from './video-prompt-field'
import { VideoPromptHelpers } from './video-prompt-helpers'
import { VideoPromptModel, VideoPromptSeconds, VideoPromptSize } from './video-prompt-options'
import { VideoPromptReference } from './video-prompt-reference'
import { VideoPromptRefusal } from './video-prompt-refusal'
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
      <VideoPromptReference />
      <VideoPromptField />
    </div>
    <VideoPromptCount />
    <VideoPromptRefusal field="prompt" />
    <VideoPromptCrop />
    <VideoPromptRefusal field="input_reference" />
    <VideoPromptHelpers />
    <div className="dl-prompt-options">
      <VideoPromptModel />
      <VideoPromptSeconds />
      <VideoPromptSize />
    </div>
    <Advice />
    <VideoPromptRefusal field="model" />
    <VideoPromptRefusal field="size" />
    <VideoPromptRefusal field="seconds" />
    <VideoPromptRefusal field={null} />
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
  const advice = choice.model ? choice.model.advice : isLoading && '\u00A0'
  return advice ? (
    <p className="dl-muted dl-small" dir="auto">
      {advice}
    </p>
  ) : null
}
