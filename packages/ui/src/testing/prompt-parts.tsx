import { act, fireEvent, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import * as ui from '..'
import { cameraMoves } from '../prompt-phrases'
import { handlersOf } from './part-handlers'
import type { PartRow } from './part-table'

const inPrompt = (children: ReactNode) => <ui.VideoPromptRoot>{children}</ui.VideoPromptRoot>
const withKite = (children: ReactNode) => <ui.VideoPromptRoot model="kite-2">{children}</ui.VideoPromptRoot>

const click = async (element: Promise<HTMLElement>) => {
  const found = await element
  act(() => found.click())
}
const pasteImage = async () => {
  await screen.findByRole('button', { name: 'Add a first frame' })
  const clipboardData = { files: [new File(['fox'], 'fox.png', { type: 'image/png' })], types: ['Files'] }
  fireEvent.paste(screen.getByRole('textbox'), { clipboardData })
}

function ReplaceButton() {
  const { draft, replaced } = ui.useVideoPrompt()
  return (
    <button type="button" onClick={() => replaced.replace({ prompt: `${draft.prompt}, at dusk` })}>
      Replace
    </button>
  )
}

/** The parts of VideoPrompt. */
export const promptParts: Record<string, PartRow> = {
  VideoPrompt: { render: (props) => <ui.VideoPrompt {...props} />, handlers: handlersOf.prompt },
  VideoPromptRoot: {
    render: (props) => <ui.VideoPromptRoot {...props}>{props.children ?? <ui.VideoPromptSubmit />}</ui.VideoPromptRoot>,
    handlers: handlersOf.prompt,
    appear: async () => {},
  },
  VideoPromptField: {
    render: (props) =>
      inPrompt(
        <>
          <ui.VideoPromptField {...props} />
          <ui.VideoPromptFirstFrame />
        </>,
      ),
    appear: async () => void (await screen.findByRole('button', { name: 'Add a first frame' })),
    handlers: handlersOf.promptField,
  },
  VideoPromptCharacterCount: { render: (props) => inPrompt(<ui.VideoPromptCharacterCount {...props} />) },
  VideoPromptCrop: {
    render: (props) =>
      inPrompt(
        <>
          <ui.VideoPromptField />
          <ui.VideoPromptFirstFrame />
          <ui.VideoPromptCrop {...props} />
        </>,
      ),
    appear: pasteImage,
  },
  VideoPromptEnhance: {
    render: (props) => (
      <ui.VideoPromptRoot onEnhance={async (prompt) => prompt}>
        <ui.VideoPromptEnhance {...props} />
      </ui.VideoPromptRoot>
    ),
  },
  VideoPromptUndo: {
    render: (props) => (
      <ui.VideoPromptRoot defaultPrompt="A boat">
        <ReplaceButton />
        <ui.VideoPromptUndo {...props} />
      </ui.VideoPromptRoot>
    ),
    appear: () => click(screen.findByRole('button', { name: 'Replace' })),
  },
  VideoPromptEstimate: { render: (props) => inPrompt(<ui.VideoPromptEstimate {...props} />) },
  VideoPromptErrorMessage: {
    render: (props) =>
      inPrompt(
        <>
          <ui.VideoPromptErrorMessage field="prompt" {...props} />
          <ui.VideoPromptSubmit />
        </>,
      ),
    appear: () => click(screen.findByRole('button', { name: 'Generate' })),
  },
  VideoPromptFirstFrame: {
    render: (props) => inPrompt(<ui.VideoPromptFirstFrame {...props} />),
    appear: async () => void (await screen.findByRole('button', { name: 'Add a first frame' })),
    handlers: handlersOf.firstFrame,
  },
  VideoPromptAspectRatio: {
    render: (props) => withKite(<ui.VideoPromptAspectRatio {...props} />),
    handlers: handlersOf.radioGroup,
  },
  VideoPromptResolution: {
    render: (props) => withKite(<ui.VideoPromptResolution {...props} />),
    handlers: handlersOf.radioGroup,
  },
  VideoPromptMore: { render: (props) => withKite(<ui.VideoPromptMore {...props} />), handlers: handlersOf.details },
  VideoPromptLastFrame: {
    render: (props) =>
      withKite(
        <>
          <ui.VideoPromptField />
          <ui.VideoPromptFirstFrame />
          <ui.VideoPromptLastFrame {...props} />
        </>,
      ),
    appear: pasteImage,
    handlers: handlersOf.firstFrame,
  },
  VideoPromptReferences: {
    render: (props) => (
      <ui.VideoPromptRoot model="tide-1-pro">
        <ui.VideoPromptReferences {...props} />
      </ui.VideoPromptRoot>
    ),
  },
  VideoPromptSound: { render: (props) => withKite(<ui.VideoPromptSound {...props} />) },
  VideoPromptSeed: { render: (props) => withKite(<ui.VideoPromptSeed {...props} />) },
  VideoPromptNegativePrompt: { render: (props) => withKite(<ui.VideoPromptNegativePrompt {...props} />) },
  VideoPromptModel: { render: (props) => inPrompt(<ui.VideoPromptModel {...props} />), handlers: handlersOf.select },
  VideoPromptModelPicker: {
    render: (props) => inPrompt(<ui.VideoPromptModelPicker {...props} />),
    handlers: handlersOf.modelPicker,
  },
  VideoPromptFromVideo: {
    render: (props) => inPrompt(<ui.VideoPromptFromVideo slot="first" {...props} />),
    handlers: handlersOf.modelPicker,
  },
  VideoPromptPhrases: {
    render: (props) => inPrompt(<ui.VideoPromptPhrases phrases={cameraMoves} {...props} />),
    handlers: handlersOf.modelPicker,
  },
  VideoPromptPlan: {
    render: (props) => (
      <ui.VideoPromptRoot defaultOtherModels={['mini']}>
        <ui.VideoPromptPlan {...props} />
      </ui.VideoPromptRoot>
    ),
  },
  VideoPromptParameters: {
    render: (props) => (
      <ui.VideoPromptRoot model="lamp-1-pro">
        <ui.VideoPromptParameters {...props} />
      </ui.VideoPromptRoot>
    ),
  },
  VideoPromptSeconds: {
    render: (props) => inPrompt(<ui.VideoPromptSeconds {...props} />),
    handlers: handlersOf.select,
  },
  VideoPromptSize: { render: (props) => inPrompt(<ui.VideoPromptSize {...props} />), handlers: handlersOf.radioGroup },
  VideoPromptSubmit: { render: (props) => inPrompt(<ui.VideoPromptSubmit {...props} />) },
  VideoPromptTakes: {
    render: (props) => inPrompt(<ui.VideoPromptTakes {...props} />),
    handlers: handlersOf.radioGroup,
  },
  VideoPromptSuggestions: { render: (props) => inPrompt(<ui.VideoPromptSuggestions {...props} />) },
}
