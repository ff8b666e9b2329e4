import { useVideoPrompt, VideoPromptField, VideoPromptRoot, VideoPromptSubmit } from '@dailies/ui'

/** A part of your own reads the state of the prompt around it. */
const Price = () => {
  const { price, charactersLeft, selection } = useVideoPrompt()
  return (
    <p>
      {selection.model?.label}: {price ?? 'no price'}, {charactersLeft ?? '…'} characters left
    </p>
  )
}

export const PromptWithPrice = () => (
  <VideoPromptRoot name="with-price">
    <VideoPromptField rows={2} />
    <Price />
    <VideoPromptSubmit />
  </VideoPromptRoot>
)
