/**
 * Camera moves and looks for prompts, as data: for `VideoPromptPhrases`, or the `phrases` of VideoPrompt. An entry of its own,
 * so a page that does not import it does not load it.
 *
 * @packageDocumentation
 */
export { cameraMoves } from './camera-moves'
export { looks } from './looks'
export type {
  CameraPosition,
  PhraseLabels,
  PromptPhrase,
  PromptPhraseList,
  SceneColors,
  SceneLook,
} from './prompt-phrase'
