import { useDraft } from '@dailies/core/react'
import { useCallback } from 'react'
import { useDraftField } from '../primitives'
import { emptyDraft, type PromptDraft } from './prompt-draft'
import type { VideoPromptOptions } from './prompt-options'

/** The draft of a prompt. */
export interface PromptDraftState {
  draft: PromptDraft
  updateDraft(changes: Partial<PromptDraft>): void
  /** Whether a first frame was selected or removed before, so that no default is needed. */
  hadFirstFrame: boolean
  /** The same of the last frame. */
  hadLastFrame: boolean
}

// A saved draft has the changed fields only. The library adds its prompts to it.
const noChanges: Partial<PromptDraft> = {}

/** The draft of a prompt. Fields that are not controlled are kept in this tab, under the name of the prompt. */
export function usePromptDraft(options: VideoPromptOptions): PromptDraftState {
  const { name = 'prompt', defaultPrompt = '', defaultModel = '', defaultSize = '', defaultSeconds = '' } = options
  const { defaultGenerateAudio = emptyDraft.generateAudio, defaultSeed = null, defaultNegativePrompt = '' } = options
  const { defaultParameters = emptyDraft.parameters } = options
  const { draft: changed, setDraft: setChanged } = useDraft(name, noChanges)
  const defaults = {
    prompt: defaultPrompt,
    model: defaultModel,
    size: defaultSize,
    seconds: defaultSeconds,
    generateAudio: defaultGenerateAudio,
    seed: defaultSeed,
    negativePrompt: defaultNegativePrompt,
    parameters: defaultParameters,
  }
  const keep = useCallback(
    (changes: Partial<PromptDraft>) => setChanged((changed) => ({ ...changed, ...changes })),
    [setChanged],
  )
  const store = { draft: { ...emptyDraft, ...defaults, ...changed }, keep }

  const { prompt: text, model: modelId, size: pixels, seconds: duration } = options
  const [prompt, setPrompt] = useDraftField('prompt', { value: text, onChange: options.onPromptChange }, store)
  const [model, setModel] = useDraftField('model', { value: modelId, onChange: options.onModelChange }, store)
  const [size, setSize] = useDraftField('size', { value: pixels, onChange: options.onSizeChange }, store)
  const [seconds, setSeconds] = useDraftField('seconds', { value: duration, onChange: options.onSecondsChange }, store)
  const [generateAudio, setGenerateAudio] = useDraftField(
    'generateAudio',
    { value: options.generateAudio, onChange: options.onGenerateAudioChange },
    store,
  )
  const [seed, setSeed] = useDraftField('seed', { value: options.seed, onChange: options.onSeedChange }, store)
  const [negativePrompt, setNegativePrompt] = useDraftField(
    'negativePrompt',
    { value: options.negativePrompt, onChange: options.onNegativePromptChange },
    store,
  )
  const [parameters, setParameters] = useDraftField(
    'parameters',
    { value: options.parameters, onChange: options.onParametersChange },
    store,
  )
  const updateDraft = useCallback(
    (changes: Partial<PromptDraft>) => {
      if (changes.prompt !== undefined) setPrompt(changes.prompt)
      if (changes.model !== undefined) setModel(changes.model)
      if (changes.size !== undefined) setSize(changes.size)
      if (changes.seconds !== undefined) setSeconds(changes.seconds)
      if (changes.generateAudio !== undefined) setGenerateAudio(changes.generateAudio)
      if (changes.seed !== undefined) setSeed(changes.seed)
      if (changes.negativePrompt !== undefined) setNegativePrompt(changes.negativePrompt)
      if (changes.parameters !== undefined) setParameters(changes.parameters)
      const { reference, lastFrame, references } = changes
      if (reference !== undefined) keep({ reference })
      if (lastFrame !== undefined) keep({ lastFrame })
      if (references !== undefined) keep({ references })
    },
    [setPrompt, setModel, setSize, setSeconds, setGenerateAudio, setSeed, setNegativePrompt, setParameters, keep],
  )
  const { reference, lastFrame, references } = store.draft
  return {
    draft: {
      prompt,
      model,
      size,
      seconds,
      generateAudio,
      seed,
      negativePrompt,
      parameters,
      reference,
      lastFrame,
      references,
    },
    updateDraft,
    hadFirstFrame: changed.reference !== undefined,
    hadLastFrame: changed.lastFrame !== undefined,
  }
}
