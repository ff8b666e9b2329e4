import { useCallback, useEffect, useRef, useState } from 'react'
import type { Crop } from './crop'
import { loadCropping } from './load-cropping'
import type { ReferenceImage } from './first-frame'

/** The first frame: the picture that was chosen, and whether its crop is open. */
export interface FirstFrameState {
  image: ReferenceImage | undefined
  isDecoding: boolean
  /** The last file was no picture, or what reads pictures could not be fetched. */
  isUnreadable: boolean
  isCropping: boolean
  choose(file: File): Promise<void>
  setCrop(crop: Crop): void
  setCropping(open: boolean): void
  clear(): void
}

// Fetched once there is a picture. Where it cannot be had, or stores nothing, the picture lives until the page is left.
const shelf = () => import('./saved-first-frame')
const settled = 300

/** The middle of the picture, as large as fits. */
const wholeCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 }

/**
 * Holds the first frame, and keeps it in the browser under the key that the draft remembers. A picture is closed once another takes
 * its place: the collector does not know how much memory it holds.
 *
 * @param key of the picture that belongs to the draft; empty for none
 * @param onKey changes the key in the draft
 */
export function useFirstFrame(key: string, onKey: (key: string) => void): FirstFrameState {
  const [image, setImage] = useState<ReferenceImage>()
  const [isDecoding, setDecoding] = useState(false)
  const [isUnreadable, setUnreadable] = useState(false)
  const [isCropping, setCropping] = useState(false)
  const latest = useRef('')

  const picture = image?.picture
  const shown = useRef<ImageBitmap>(undefined)
  useEffect(() => {
    if (shown.current !== picture) shown.current?.close()
    shown.current = picture
  }, [picture])

  /** Shows a picture unless another was asked for meanwhile; false where it cannot be read. */
  const show = useCallback(async (key: string, file: File, crop: Crop): Promise<boolean> => {
    const decoded = await loadCropping()
      .then(({ decodePicture }) => decodePicture(file))
      .catch(() => undefined)
    if (latest.current !== key) {
      decoded?.close()
      return true
    }
    setDecoding(false)
    if (decoded) setImage({ file, picture: decoded, crop })
    return decoded !== undefined
  }, [])

  useEffect(() => {
    if (key === latest.current) return
    latest.current = key
    setImage(undefined)
    setCropping(false)
    setDecoding(key !== '')
    if (key === '') return
    const restore = async () => {
      // Where this cannot be fetched, the draft keeps its picture for another time.
      const [{ readReference }] = await Promise.all([shelf(), loadCropping()])
      const kept = await readReference(key)
      const isShown = kept !== undefined && (await show(key, kept.file, kept.crop))
      if (!isShown && latest.current === key) onKey('')
    }
    restore().catch(() => latest.current === key && setDecoding(false))
  }, [key, onKey, show])

  const kept = useRef<File>(undefined)
  useEffect(() => {
    if (!image) return undefined
    const { file, crop } = image
    const keep = () => {
      kept.current = file
      shelf()
        .then(({ saveFirstFrame }) => saveFirstFrame(latest.current, { file, crop }))
        .catch(() => {})
    }
    // A drag changes the crop many times a second.
    const timer = setTimeout(keep, kept.current === file ? settled : 0)
    return () => clearTimeout(timer)
  }, [image])

  const clear = useCallback(() => {
    forget(latest.current)
    latest.current = ''
    setImage(undefined)
    setDecoding(false)
    setUnreadable(false)
    setCropping(false)
    onKey('')
  }, [onKey])

  const choose = useCallback(
    async (file: File) => {
      const before = latest.current
      const key = newKey()
      latest.current = key
      setDecoding(true)
      setUnreadable(false)
      const isPicture = await show(key, file, wholeCrop)
      if (latest.current !== key) return
      setUnreadable(!isPicture)
      if (isPicture) {
        forget(before)
        setCropping(true)
        onKey(key)
      } else latest.current = before
    },
    [onKey, show],
  )

  const setCrop = useCallback((crop: Crop) => setImage((known) => known && { ...known, crop }), [])

  return { image, isDecoding, isUnreadable, isCropping, choose, setCrop, setCropping, clear }
}

const forget = (key: string) => {
  if (key === '') return
  shelf()
    .then(({ clearFirstFrame }) => clearFirstFrame(key))
    .catch(() => {})
}

// It tells when it was made, so that what nobody asks for any more can be thrown away.
const newKey = () => `${Date.now()} ${Math.random()}`
