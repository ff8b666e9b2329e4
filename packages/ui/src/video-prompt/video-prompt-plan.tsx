import type { Capabilities } from '@dailies/core'
import { formatLength, formatPrice, formatSize } from '../format'
import { mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { usualTimeOf } from './model-facts'
import { withinLimits } from './prompt-references'
import { priceOfSelection, type PromptSelection } from './prompt-selection'
import { useVideoPrompt, type VideoPromptState } from './video-prompt-context'

/**
 * What each model makes of the prompt if it is sent to several: size, length, price, time, and what it leaves out because
 * it does not take it. Renders nothing for one model.
 */
export const VideoPromptPlan = /* @__PURE__ */ part('ul', 'dl-prompt-plan dl-small', function VideoPromptPlan(props) {
  const state = useVideoPrompt()
  const describe = useDescription()
  if (state.selections.length < 2) return null
  const children = state.selections.map((selection) => (
    <li key={selection.model?.id}>
      <strong dir="auto">{selection.model?.label}</strong>{' '}
      <span className="dl-muted">{describe(selection, state)}</span>
    </li>
  ))
  return mergeProps({ children }, props)
})

function useDescription() {
  const locale = useLocale()
  const t = usePromptStrings()
  const amount = (selection: PromptSelection, capabilities: Capabilities | undefined) => {
    const price = priceOfSelection(selection)
    return price !== undefined && capabilities ? formatPrice(locale, price, capabilities.currency) : ''
  }
  return (selection: PromptSelection, state: VideoPromptState): string => {
    const { size, seconds } = selection
    const time = usualTimeOf(selection)
    const parts = leftOut(selection, state).map((name) => t(name))
    const names = new Intl.ListFormat(locale, { type: 'unit' }).format(parts)
    return [
      size === undefined ? '' : formatSize(locale, size),
      seconds === undefined ? '' : formatLength(locale, Number(seconds)),
      amount(selection, state.capabilities),
      time === undefined ? '' : t('usualTime', { time: formatLength(locale, time) }),
      parts.length > 0 ? t('withoutParts', { parts: names }) : '',
    ]
      .filter((fact) => fact !== '')
      .join(' · ')
  }
}

type Part = 'firstFrame' | 'lastFrame' | 'references' | 'seed' | 'negativePrompt' | 'sound'

/** What the prompt has and this model does not take. */
const leftOut = (
  { model, generateAudio }: PromptSelection,
  { draft, selection, firstFrame, lastFrame, references }: VideoPromptState,
): Part[] => {
  const takesFirst = model?.input_reference === true
  const hasLast = lastFrame.image !== undefined && firstFrame.image !== undefined
  const sent = withinLimits(references.items, model?.input_references)
  const isLeftOut: Record<Part, boolean> = {
    firstFrame: firstFrame.image !== undefined && !takesFirst,
    lastFrame: hasLast && !(takesFirst && model.last_frame),
    references: sent.length < references.items.length,
    seed: draft.seed !== null && !model?.seed,
    negativePrompt: draft.negativePrompt.trim() !== '' && !model?.negative_prompt,
    sound: selection.generateAudio === true && generateAudio === undefined,
  }
  return parts.filter((part) => isLeftOut[part])
}

const parts = ['firstFrame', 'lastFrame', 'references', 'seed', 'negativePrompt', 'sound'] as const
