import { X } from 'lucide'
import { useEffect, useId, useRef } from 'react'
import { Button, Icon } from '../primitives'
import { useDialogStrings, useLibraryStrings, usePlayerStrings } from '../strings/texts'

/** The keys of the dialog and of its player, over the video. It takes the focus, and returns it. */
export function VideoKeys({ onClose }: { onClose(): void }) {
  const t = useDialogStrings()
  const tPlayer = usePlayerStrings()
  const tLibrary = useLibraryStrings()
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const { activeElement: previous } = document
    const { current: element } = panel
    element?.focus()
    return () => {
      // The dialog has the focus already if the user clicked elsewhere.
      const { activeElement, body } = document
      const isFree = activeElement === body || element?.contains(activeElement)
      if (isFree && previous instanceof HTMLElement) previous.focus()
    }
  }, [])
  const rows: readonly (readonly [keys: readonly string[], text: string])[] = [
    [['J'], t('previous')],
    [['K'], t('next')],
    [[t('space')], t('keyPlay')],
    [['←', '→'], t('keySeek')],
    [[',', '.'], t('keyFrame')],
    [['M'], t('keySound')],
    [['L'], tPlayer('loop')],
    [['F'], tPlayer('fullscreen')],
    [['?'], t('keys')],
    [['Esc'], tLibrary('close')],
  ]
  return (
    <section ref={panel} className="dl-dialog-keys" tabIndex={-1} aria-labelledby={id}>
      <h3 id={id}>{t('keys')}</h3>
      <Button variant="icon" aria-label={tLibrary('close')} onClick={onClose}>
        <Icon icon={X} />
      </Button>
      <dl>
        {rows.map(([keys, text]) => (
          <div key={text}>
            <dt dir="ltr">
              {keys.map((key) => (
                <span key={key} className="dl-key">
                  {key}
                </span>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
