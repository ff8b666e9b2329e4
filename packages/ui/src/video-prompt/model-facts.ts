import type { ModelCapabilities } from '@dailies/core'
import { findRunTimeStats } from '@dailies/core/internal'
import { formatLength, formatPrice } from '../format'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { limitsOf } from './prompt-references'
import { priceOfSelection, resolveSelection, type PromptSelection } from './prompt-selection'
import { useVideoPrompt } from './video-prompt-context'

/** What a card says about a model, with the options that are selected as far as it has them. */
export function useModelFacts(): (model: ModelCapabilities) => { price: string | undefined; facts: string[] } {
  const { draft, capabilities } = useVideoPrompt()
  const locale = useLocale()
  const t = usePromptStrings()
  return (model) => {
    const selection = resolveSelection({ ...draft, model: model.id }, capabilities)
    const price = priceOfSelection(selection)
    const perSecond = price !== undefined && capabilities && price / Number(selection.seconds)
    const time = usualTimeOf(selection)
    return {
      price:
        typeof perSecond === 'number'
          ? t('pricePerSecond', { price: formatPrice(locale, perSecond, capabilities?.currency ?? 'USD') })
          : undefined,
      facts: [
        ...(time === undefined ? [] : [t('usualTime', { time: formatLength(locale, time) })]),
        ...(model.input_reference ? [t('firstFrame')] : []),
        ...(model.input_reference && model.last_frame ? [t('lastFrame')] : []),
        ...(limitsOf(model.input_references).length > 0 ? [t('references')] : []),
        ...(model.generate_audio ? [t('sound')] : []),
      ],
    }
  }
}

/** The usual time of rendering in seconds; undefined if it is not known. */
export const usualTimeOf = ({ model, size, seconds }: PromptSelection): number | undefined =>
  size !== undefined && seconds !== undefined
    ? findRunTimeStats({ size, seconds }, model?.durations)?.median
    : undefined
