import {
  VideoPrompt,
  VideoPromptErrorMessage,
  VideoPromptField,
  VideoPromptModelPicker,
  VideoPromptRoot,
  VideoPromptSubmit,
} from '@dailies/ui'

export const CreateVideo = ({ onCreated }: { onCreated?: (id: string) => void }) => (
  <VideoPrompt onCreated={({ id }) => onCreated?.(id)} />
)

/** The same parts in a layout of your own. */
export const OneLinePrompt = () => (
  <VideoPromptRoot>
    <VideoPromptField rows={1} />
    <VideoPromptErrorMessage field="prompt" />
    <VideoPromptModelPicker />
    <VideoPromptSubmit asChild>
      <button type="submit" className="my-button">
        Create video
      </button>
    </VideoPromptSubmit>
  </VideoPromptRoot>
)
