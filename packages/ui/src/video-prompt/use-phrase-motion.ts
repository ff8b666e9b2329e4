import { useDraft } from '@dailies/core/react'
import { useEffect, useSyncExternalStore, type RefObject } from 'react'
import { allowsMotion, onMotionChange } from '../playback'
import type { PromptPhrase } from '../prompt-phrases'
import { drawScene, drawStill } from '../prompt-scene'
import { useVideoPrompt } from './video-prompt-context'

// As videos have it. More costs time of the page, and is hardly seen at this size.
const frameMs = 1000 / 24

/**
 * Draws the tiles, one clock for all. They move unless the system asks for less motion or data, or the viewer stopped them,
 * which is kept in this tab.
 *
 * @param tiles the element with a canvas for each phrase
 */
export function usePhraseMotion(tiles: RefObject<HTMLElement | null>, phrases: readonly PromptPhrase[]) {
  const { name } = useVideoPrompt()
  const allowed = useSyncExternalStore(onMotionChange, allowsMotion, () => false)
  const { draft: chosen, setDraft: setMoves } = useDraft<boolean | null>(`${name} tiles`, null)
  const moves = chosen ?? allowed

  useEffect(() => {
    const contexts = [...(tiles.current?.querySelectorAll('canvas') ?? [])].map((canvas) => canvas.getContext('2d'))
    const drawAll = (draw: (context: CanvasRenderingContext2D, phrase: PromptPhrase) => void) =>
      phrases.forEach((phrase, index) => {
        const context = contexts[index]
        if (context) draw(context, phrase)
      })
    if (!moves) return drawAll(drawStill)
    let request: number
    let drawnAt = -Infinity
    const start = performance.now()
    const tick = (now: number) => {
      request = requestAnimationFrame(tick)
      // A frame of the display may come a little early.
      if (now - drawnAt < frameMs - 2) return
      drawnAt = now
      drawAll((context, phrase) => drawScene(context, phrase, Math.max(0, now - start) / 1000))
    }
    request = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(request)
  }, [tiles, phrases, moves])

  return { moves, setMoves: (moves: boolean) => setMoves(() => moves) }
}
