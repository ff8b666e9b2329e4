import { useCallback, useEffect, useRef, useState } from 'react'
import type { Crop } from './crop'
import { loadCropping } from './load-cropping'
import type { FirstFrameImage } from './first-frame'

/** State of the first frame: the selected image, and whether its crop is open. */
export interface FirstFrameState {
  image: FirstFrameImage | undefined
  isDecoding: boolean
  /** The last file is not a readable image, or the code that reads images could not be loaded. */
  isUnreadable: boolean
  isCropping: boolean
  select(file: File): Promise<void>
  setCrop(crop: Crop): void
  setCropping(open: boolean): void
  clear(): void
}

// Lazy-loaded with the first image. If it cannot be loaded or storage fails, the image is lost when the page is closed.
const loadStorage = () => import('./saved-first-frame')
const saveDelayMs = 300

/** The centre of the image, as large as fits. */
const defaultCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 }

/**
 * State of the first frame, saved in the browser under the key in the draft. A bitmap is closed when another replaces
 * it, because the garbage collector does not know how much memory it uses.
 *
 * @param key the key of the draft's image; empty for none
 * @param onKeyChange changes the key in the draft
 */
export function useFirstFrame(key: string, onKeyChange: (key: string) => void): FirstFrameState {
  const [image, setImage] = useState<FirstFrameImage>()
  const [isDecoding, setDecoding] = useState(false)
  const [isUnreadable, setUnreadable] = useState(false)
  const [isCropping, setCropping] = useState(false)
  const latestKey = useRef('')

  const bitmap = image?.bitmap
  const previousBitmap = useRef<ImageBitmap>(undefined)
  useEffect(() => {
    if (previousBitmap.current !== bitmap) previousBitmap.current?.close()
    previousBitmap.current = bitmap
  }, [bitmap])

  /** Decodes and shows an image unless another was selected meanwhile. @returns false if it cannot be read */
  const show = useCallback(async (key: string, file: File, crop: Crop): Promise<boolean> => {
    const decoded = await loadCropping()
      .then(({ decodeImage }) => decodeImage(file))
      .catch(() => undefined)
    if (latestKey.current !== key) {
      decoded?.close()
      return true
    }
    setDecoding(false)
    if (decoded) setImage({ file, bitmap: decoded, crop })
    return decoded !== undefined
  }, [])

  useEffect(() => {
    if (key === latestKey.current) return
    latestKey.current = key
    setImage(undefined)
    setCropping(false)
    setDecoding(key !== '')
    if (key === '') return
    const restore = async () => {
      // If loading fails, the draft keeps the key of its image for the next attempt.
      const [{ readFirstFrame }] = await Promise.all([loadStorage(), loadCropping()])
      const saved = await readFirstFrame(key)
      const isShown = saved !== undefined && (await show(key, saved.file, saved.crop))
      if (!isShown && latestKey.current === key) onKeyChange('')
    }
    restore().catch(() => latestKey.current === key && setDecoding(false))
  }, [key, onKeyChange, show])

  const savedFile = useRef<File>(undefined)
  useEffect(() => {
    if (!image) return undefined
    const { file, crop } = image
    const save = () => {
      savedFile.current = file
      loadStorage()
        .then(({ saveFirstFrame }) => saveFirstFrame(latestKey.current, { file, crop }))
        .catch(() => {})
    }
    // A drag changes the crop many times a second.
    const timer = setTimeout(save, savedFile.current === file ? saveDelayMs : 0)
    return () => clearTimeout(timer)
  }, [image])

  const clear = useCallback(() => {
    deleteSaved(latestKey.current)
    latestKey.current = ''
    setImage(undefined)
    setDecoding(false)
    setUnreadable(false)
    setCropping(false)
    onKeyChange('')
  }, [onKeyChange])

  const select = useCallback(
    async (file: File) => {
      const previousKey = latestKey.current
      const key = newKey()
      latestKey.current = key
      setDecoding(true)
      setUnreadable(false)
      const isReadable = await show(key, file, defaultCrop)
      if (latestKey.current !== key) return
      setUnreadable(!isReadable)
      if (isReadable) {
        deleteSaved(previousKey)
        setCropping(true)
        onKeyChange(key)
      } else latestKey.current = previousKey
    },
    [onKeyChange, show],
  )

  const setCrop = useCallback((crop: Crop) => setImage((current) => current && { ...current, crop }), [])

  return { image, isDecoding, isUnreadable, isCropping, select, setCrop, setCropping, clear }
}

const deleteSaved = (key: string) => {
  if (key === '') return
  loadStorage()
    .then(({ deleteFirstFrame }) => deleteFirstFrame(key))
    .catch(() => {})
}

// Starts with the creation time, by which stale images are found and deleted.
const newKey = () => `${Date.now()} ${Math.random()}`
