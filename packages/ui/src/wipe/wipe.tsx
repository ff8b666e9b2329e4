import { useRef } from 'react'
import { formatPercent } from '../format'
import { setCustomProperties } from '../primitives'
import { useLocale } from '../strings/language-provider'

/** The wipe slider. It only sets a custom property, without a React render, so that the videos below keep playing. */
export function Wipe({ label }: { label: string }) {
  const locale = useLocale()
  const initialValue = useRef('50')
  const update = (wipe: HTMLInputElement) => {
    wipe.setAttribute('aria-valuetext', formatPercent(locale, Number(wipe.value)))
    if (wipe.parentElement) setCustomProperties(wipe.parentElement, { '--dl-wipe': `${wipe.value}%` })
  }
  return (
    <>
      <span className="dl-wipe-line" aria-hidden />
      <input
        ref={(wipe) => void (wipe && update(wipe))}
        type="range"
        className="dl-wipe"
        min={0}
        max={100}
        defaultValue={50}
        aria-label={label}
        onInput={({ currentTarget }) => update(currentTarget)}
        onPointerDown={({ currentTarget }) => (initialValue.current = currentTarget.value)}
        // The press turned out to be a scroll of the page: reset the value.
        onPointerCancel={({ currentTarget }) => {
          currentTarget.value = initialValue.current
          update(currentTarget)
        }}
      />
    </>
  )
}
