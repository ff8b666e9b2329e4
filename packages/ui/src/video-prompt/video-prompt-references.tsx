import { Video, Image, Music, Plus, X } from 'lucide'
import { useRef } from 'react'
import { Button, Icon, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { acceptOf, kindOf, limitsOf, withinLimits, type ReferenceKind } from './prompt-references'
import { VideoPromptFromVideo } from './video-prompt-from-video'
import { useVideoPrompt } from './video-prompt-context'

const icons = { images: Image, videos: Video, audios: Music } satisfies Record<ReferenceKind, unknown>
const texts = {
  images: 'referenceImages',
  videos: 'referenceVideos',
  audios: 'referenceAudios',
} as const satisfies Record<ReferenceKind, string>

/**
 * The references: images, videos and sounds that the video refers to, as many of each kind as the model takes. Renders
 * nothing if it takes none.
 */
export const VideoPromptReferences = /* @__PURE__ */ part(
  'fieldset',
  'dl-references',
  function VideoPromptReferences(props) {
    const { id, selection, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    if (limitsOf(selection.model?.input_references).length === 0) return null
    return mergeProps(
      {
        'aria-label': t('references'),
        'data-frame-slot': 'reference',
        disabled: isDisabled || isSubmitting,
        ...fieldErrorProps(id, 'input_references', error?.field),
        children: <References />,
      },
      props,
    )
  },
)

function References() {
  const { id, selection, references } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  const modelLimits = selection.model?.input_references
  const usable = withinLimits(references.items, modelLimits)
  const free = limitsOf(modelLimits).filter(
    ([kind, limit]) => usable.filter(({ file }) => kindOf(file) === kind).length < limit,
  )
  const counts = limitsOf(modelLimits).map(([kind, count]) => t(texts[kind], { count }))
  const limits = new Intl.ListFormat(locale, { type: 'unit' }).format(counts)
  const accept = acceptOf(Object.fromEntries(free))
  return (
    <>
      {usable.map(({ key, file }) => (
        <span key={key} className="dl-reference">
          <Icon icon={icons[kindOf(file) ?? 'images']} />
          <span dir="auto">{file.name}</span>
          <Button
            variant="icon"
            aria-label={t('removeReference', { name: file.name })}
            onClick={() => {
              references.remove(key)
              // The button goes with its file.
              document.getElementById(`${id}add-reference`)?.focus()
            }}
          >
            <Icon icon={X} />
          </Button>
        </span>
      ))}
      {/* It stays, so that the focus has a place to go to when a file is removed. */}
      <Button
        id={`${id}add-reference`}
        aria-disabled={free.length === 0}
        onClick={() => accept && input.current?.click()}
      >
        <Icon icon={Plus} />
        {t('addReference')}
      </Button>
      <VideoPromptFromVideo slot="reference" />
      <span className="dl-muted dl-small">{t('referencesHint', { limits })}</span>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple
        hidden
        tabIndex={-1}
        data-references=""
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])].map((file) => ({ file }))
          const fitting = withinLimits([...usable, ...chosen], modelLimits).slice(usable.length)
          if (fitting.length > 0) references.add(fitting.map(({ file }) => file))
          // Cleared, so that selecting the same file again fires another change event.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
