import { Pause, Play } from 'lucide'
import { Button, Icon } from '../primitives'
import type { PromptPhraseList } from '../prompt-phrases'
import { useLanguageTag } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { usePopover } from '../top-layer'
import { labelIn } from './phrase-label'
import { hasPhrase } from './phrase-text'
import { PhraseTile } from './phrase-tile'
import { usePhraseMotion } from './use-phrase-motion'
import { useTileKeys } from './use-tile-keys'
import { useVideoPrompt } from './video-prompt-context'

interface PhraseTilesProps {
  id: string
  list: PromptPhraseList
  button: HTMLElement | null
  /** @param returnsFocus whether the focus goes back to the button */
  onClose(returnsFocus: boolean): void
}

/** The tiles of a list, and the button that stops them. */
export function PhraseTiles({ id, list, button, onClose }: PhraseTilesProps) {
  const { draft, phrases } = useVideoPrompt()
  const t = usePromptStrings()
  const language = useLanguageTag()
  const { layer, content } = usePopover(button, onClose)
  const named = list.phrases.findIndex(({ phrase }) => hasPhrase(draft.prompt, phrase))
  const { tiles, active, setActive, onKeyDown } = useTileKeys(Math.max(0, named), true)
  const { moves, setMoves } = usePhraseMotion(tiles, list.phrases)
  return (
    <div {...layer}>
      <div
        ref={content}
        className="dl dl-popover dl-phrase-list"
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A dialog element would be modal or in the flow.
        role="dialog"
        aria-label={labelIn(language, list.labels)}
      >
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- Its tiles have the focus. */}
        <div
          ref={tiles}
          className="dl-tiles dl-tile-grid"
          role="toolbar"
          aria-label={labelIn(language, list.labels)}
          onKeyDown={onKeyDown}
        >
          {list.phrases.map((phrase, index) => (
            <PhraseTile
              key={phrase.id}
              phrase={phrase}
              label={labelIn(language, phrase.labels)}
              isNamed={hasPhrase(draft.prompt, phrase.phrase)}
              isActive={index === active}
              onPress={() => {
                setActive(index)
                phrases.toggle(phrase.phrase)
              }}
            />
          ))}
        </div>
        <div className="dl-phrase-foot">
          <Button onClick={() => setMoves(!moves)}>
            <Icon icon={moves ? Pause : Play} />
            {t(moves ? 'pausePhrases' : 'playPhrases')}
          </Button>
        </div>
      </div>
    </div>
  )
}
