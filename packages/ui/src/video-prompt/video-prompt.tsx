import { useCapabilities } from '@dailies/core/react'
import { mergeProps, part } from '../primitives'
import type { PromptPhraseList } from '../prompt-phrases'
import { useVideoPrompt } from './video-prompt-context'
import { VideoPromptCharacterCount } from './video-prompt-character-count'
import { VideoPromptCrop } from './video-prompt-crop'
import { VideoPromptEstimate } from './video-prompt-estimate'
import { VideoPromptEnhance } from './video-prompt-enhance'
import { VideoPromptField } from './video-prompt-field'
import { VideoPromptPhrases } from './video-prompt-phrases'
import { VideoPromptSuggestions } from './video-prompt-suggestions'
import { VideoPromptModelPicker } from './video-prompt-model-picker'
import { VideoPromptFromVideo } from './video-prompt-from-video'
import { VideoPromptSeconds, VideoPromptSize } from './video-prompt-options'
import { VideoPromptLastFrame } from './video-prompt-last-frame'
import { VideoPromptMore } from './video-prompt-more'
import { VideoPromptAspectRatio, VideoPromptResolution } from './video-prompt-shape'
import { VideoPromptFirstFrame } from './video-prompt-first-frame'
import { VideoPromptReferences } from './video-prompt-references'
import { VideoPromptErrorMessage } from './video-prompt-error-message'
import { VideoPromptPlan } from './video-prompt-plan'
import { VideoPromptRoot, type VideoPromptRootProps } from './video-prompt-root'
import { VideoPromptTakes } from './video-prompt-takes'
import { VideoPromptSubmit } from './video-prompt-submit'
import { VideoPromptUndo } from './video-prompt-undo'

/** Props of {@link VideoPrompt}. Children replace the default parts. */
export interface VideoPromptProps extends VideoPromptRootProps, VideoPromptOwnProps {}

/** Props of {@link VideoPrompt}, in addition to those of its root. */
export interface VideoPromptOwnProps {
  /**
   * Phrases that are offered as tiles that move, such as `[cameraMoves, looks]` of `@dailies/ui/prompt-phrases`.
   *
   * @default none
   */
  phrases?: readonly PromptPhraseList[] | undefined
}

/**
 * A prompt form that creates videos: a text field, the options of the server, a first frame (reference image) cropped
 * to the video's size, and an estimate of price and time before the request is sent. For another layout, compose its
 * parts in a {@link VideoPromptRoot}.
 *
 * @example
 * <VideoPrompt onCreated={(video) => navigate(`/videos/${video.id}`)} />
 */
export const VideoPrompt = /* @__PURE__ */ part<typeof VideoPromptRoot, VideoPromptOwnProps>(
  VideoPromptRoot,
  '',
  function VideoPrompt({ phrases = noPhrases, ...props }) {
    return mergeProps({ children: <Parts phrases={phrases} /> }, props)
  },
)

const noPhrases: readonly PromptPhraseList[] = []

const Parts = ({ phrases }: { phrases: readonly PromptPhraseList[] }) => (
  <>
    <div className="dl-prompt-writing">
      <div className="dl-prompt-frames">
        <div className="dl-prompt-frame">
          <VideoPromptFirstFrame />
          <VideoPromptFromVideo slot="first" />
        </div>
        <div className="dl-prompt-frame">
          <VideoPromptLastFrame />
          <VideoPromptFromVideo slot="last" />
        </div>
      </div>
      <VideoPromptField />
    </div>
    <VideoPromptUndo />
    <VideoPromptEnhance />
    <VideoPromptCharacterCount />
    <VideoPromptErrorMessage field="prompt" />
    <VideoPromptCrop />
    <VideoPromptErrorMessage field="input_reference" />
    <VideoPromptErrorMessage field="last_frame" />
    <VideoPromptReferences />
    <VideoPromptErrorMessage field="input_references" />
    <VideoPromptSuggestions />
    {phrases.length > 0 && (
      <div className="dl-prompt-phrases">
        {phrases.map((list) => (
          <VideoPromptPhrases key={list.id} phrases={list} />
        ))}
      </div>
    )}
    <div className="dl-prompt-options">
      <VideoPromptModelPicker />
      <VideoPromptSeconds />
    </div>
    <ModelDescription />
    <Size />
    <VideoPromptPlan />
    <VideoPromptMore />
    <VideoPromptErrorMessage field="model" />
    <VideoPromptErrorMessage field="size" />
    <VideoPromptErrorMessage field="seconds" />
    <VideoPromptErrorMessage field="generate_audio" />
    <VideoPromptErrorMessage field="seed" />
    <VideoPromptErrorMessage field="negative_prompt" />
    <VideoPromptErrorMessage field="parameters" />
    <VideoPromptErrorMessage field={null} />
    <div className="dl-prompt-foot">
      <VideoPromptTakes />
      <VideoPromptEstimate />
      <VideoPromptSubmit />
    </div>
  </>
)

/** By ratio and resolution, or by pixels where two sizes have both in common. */
const Size = () => {
  const { shapes } = useVideoPrompt().selection
  const names = new Set(shapes.map(({ aspect_ratio: ratio, resolution }) => `${ratio} ${resolution}`))
  return names.size < shapes.length ? (
    <VideoPromptSize />
  ) : (
    <>
      <VideoPromptAspectRatio />
      <VideoPromptResolution />
    </>
  )
}

const ModelDescription = () => {
  const { selection, selections } = useVideoPrompt()
  const { isLoading } = useCapabilities()
  // While the capabilities load, an empty line reserves the space.
  const description = selection.model ? selection.model.description : isLoading && '\u00A0'
  return description && selections.length === 1 ? (
    <p className="dl-muted dl-small" dir="auto">
      {description}
    </p>
  ) : null
}
