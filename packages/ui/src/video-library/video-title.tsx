import type { Video } from '@dailies/core'
import * as Dialog from '@radix-ui/react-dialog'
import { Pencil, Star } from 'lucide'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button, Icon } from '../primitives'
import { useLibraryStrings } from '../strings/texts'
import { isFavorite, titleOf } from './library-query'
import { useVideoMetadata } from './use-video-metadata'

/** The most characters of a title. */
const maxTitleLength = 512

interface VideoTitleProps {
  video: Video
  /** Called with what ends the editing while the title is edited: Escape must not close the dialog then. */
  onEditingChange(cancel: (() => void) | undefined): void
}

/** The heading of the dialog: the title, else the prompt, with what marks and renames the video. */
export function VideoTitle({ video, onEditingChange }: VideoTitleProps) {
  const t = useLibraryStrings()
  const actions = useVideoMetadata(video)
  const [isEditing, setEditing] = useState(false)
  const edit = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  const title = video.metadata?.['dailies.title']
  const heading = titleOf(video) ?? t('untitled')
  useEffect(() => {
    onEditingChange(isEditing ? () => setEditing(false) : undefined)
    if (wasEditing.current && !isEditing) edit.current?.focus()
    wasEditing.current = isEditing
    return () => onEditingChange(undefined)
  }, [isEditing, onEditingChange])
  if (isEditing && actions) {
    return (
      <>
        <Dialog.Title className="dl-hidden">{heading}</Dialog.Title>
        <TitleForm
          title={title ?? ''}
          onSave={(next) => {
            if (next !== (title ?? '')) actions.setTitle(next)
            setEditing(false)
          }}
          onCancel={() => setEditing(false)}
        />
        {title !== undefined && <Prompt video={video} />}
      </>
    )
  }
  return (
    <>
      <div className="dl-dialog-heading">
        <Dialog.Title className={title === undefined ? 'dl-dialog-prompt' : 'dl-dialog-title'} dir="auto">
          {heading}
        </Dialog.Title>
        {actions && (
          <div className="dl-actions">
            <Button
              variant="icon"
              className="dl-favorite"
              aria-label={t('favorite', { prompt: heading })}
              aria-pressed={isFavorite(video)}
              onClick={actions.toggleFavorite}
            >
              <Icon icon={Star} />
            </Button>
            <Button
              ref={edit}
              variant="icon"
              aria-label={t(title === undefined ? 'addTitle' : 'editTitle')}
              onClick={() => setEditing(true)}
            >
              <Icon icon={Pencil} />
            </Button>
          </div>
        )}
      </div>
      {title !== undefined && <Prompt video={video} />}
    </>
  )
}

const Prompt = ({ video }: { video: Video }) => (
  <p className="dl-dialog-prompt" dir="auto">
    {video.prompt}
  </p>
)

interface TitleFormProps {
  title: string
  onSave(title: string): void
  onCancel(): void
}

function TitleForm({ title, onSave, onCancel }: TitleFormProps) {
  const t = useLibraryStrings()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const save = (event: FormEvent) => {
    event.preventDefault()
    // A pasted line break would not be one line.
    onSave((input.current?.value ?? '').replaceAll(/\s+/g, ' ').trim())
  }
  return (
    <form className="dl-title-form" onSubmit={save}>
      <input
        ref={input}
        type="text"
        dir="auto"
        aria-label={t('title')}
        placeholder={t('title')}
        maxLength={maxTitleLength}
        defaultValue={title}
        autoComplete="off"
      />
      <Button variant="primary" type="submit">
        {t('saveTitle')}
      </Button>
      <Button onClick={onCancel}>{t('cancelTitle')}</Button>
    </form>
  )
}
