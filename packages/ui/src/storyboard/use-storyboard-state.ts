import { useContext, useRef, useState } from 'react'
import { Announcer } from '../primitives'
import { useStoryboardStrings } from '../strings/texts'
import type { ResolvedShot } from './resolve-shot'
import { frameSeconds, type ShotEdge } from './shot'
import type { StoryboardOptions } from './storyboard-options'
import { useMountStoryboard } from './storyboard-targets'
import { totalOf } from './timeline'
import { useResolvedShots } from './use-resolved-shots'
import { useSequence } from './use-sequence'
import { useShots } from './use-shots'

/** The state of a storyboard: its shots, which play as one. @param announceHere announces without an Announcer */
export function useStoryboardState(options: StoryboardOptions, announceHere: (message: string) => void) {
  const { name = 'storyboard', disabled: isDisabled = false, promptName, onExport, onError } = options
  const { shots: own, removed, edits } = useShots(options)
  const { shots, clips, recover } = useResolvedShots(own, onError)
  const [selectedId, setSelectedId] = useState<string>()
  const [isPlaying, setPlaying] = useState(false)
  const toFocus = useRef<string>(undefined)
  const t = useStoryboardStrings()
  const announce = useContext(Announcer) ?? announceHere

  const { sequence, clipId, isWaiting, media, setFirst, setSecond } = useSequence(clips, {
    isPlaying,
    onStopped: () => setPlaying(false),
    onFailed: (clip) => void recover(clip).then((isWorthIt) => isWorthIt && sequence.reload(clip.id)),
  })
  useMountStoryboard(name, (added) => {
    edits.addAll(added)
    announce(t('added', { position: shots.length + added.length }))
  })

  const find = (id: string): ResolvedShot | undefined => shots.find((shot) => shot.id === id)
  const pause = () => setPlaying(false)
  const moveTo = (id: string, to: number) => {
    const shot = find(id)
    const place = Math.min(Math.max(to, 0), shots.length - 1)
    if (!shot || isDisabled || place === shot.index) return
    edits.move(id, place)
    announce(t('moved', { from: shot.index + 1, to: place + 1, count: shots.length }))
  }
  const actions = {
    add: edits.add,
    select(id: string, isShown = false) {
      setSelectedId(id)
      const shot = find(id)
      if (isShown && shot?.state === 'ready') sequence.show(id, shot.start)
    },
    togglePlay: () => isDisabled || setPlaying((current) => !current && clips.length > 0),
    seek: sequence.seek,
    getTime: sequence.getTime,
    moveTo,
    moveBy: (id: string, places: number) => moveTo(id, (find(id)?.index ?? 0) + places),
    trim(id: string, edge: ShotEdge, time: number) {
      const shot = find(id)
      if (!shot || shot.seconds === 0 || isDisabled) return
      pause()
      edits.trim(id, edge, time, shot.seconds)
      // The last frame starts one frame before the end.
      const frame = edge === 'start' ? time : time - frameSeconds
      sequence.show(id, Math.min(Math.max(frame, 0), shot.seconds))
    },
    remove(id: string) {
      const shot = find(id)
      if (!shot || isDisabled) return
      edits.remove(id)
      if (selectedId === id) setSelectedId((shots[shot.index + 1] ?? shots[shot.index - 1])?.id)
      announce(t('removed', { position: shot.index + 1 }))
    },
    undoRemove() {
      edits.undoRemove()
      toFocus.current = removed?.id
    },
  }
  return {
    ...actions,
    shots,
    selected: find(selectedId ?? ''),
    current: find(clipId ?? ''),
    seconds: totalOf(clips),
    isPlaying,
    isWaiting,
    removed,
    isDisabled,
    sequence,
    media,
    setFirst,
    setSecond,
    name,
    promptName,
    onExport,
    announce,
    toFocus,
    onError,
  }
}
