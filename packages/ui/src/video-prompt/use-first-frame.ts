import { useCallback, useEffect, useRef, useState } from 'react'
import type { Crop } from './crop'
import { newKey, type FirstFrameStore } from './first-frame-store'
import { croppingModule } from './load-cropping'
import type { FirstFrameImage } from './first-frame'

/** State of the first frame: the selected image, and whether its crop is open. */
export interface FirstFrameState {
  image: FirstFrameImage | undefined
  isDecoding: boolean
  /** The last file is not a readable image, or the code that reads images could not be loaded. */
  isUnreadable: boolean
  isCropping: boolean
  /**
   * Shows an image, once it is there. @param options.crops opens its crop; by default if it must have the pixels of the video
   * @throws what a promised file rejects with, unless another was selected since
   */
  select(file: File | Promise<File>, options?: { crops?: boolean }): Promise<void>
  /** Crops the image; undefined for the whole image, where the model takes any. */
  setCrop(crop: Crop | undefined): void
  setCropping(open: boolean): void
  clear(): void
}

const saveDelayMs = 300

/** The first frame that a prompt has, by its key; where frames are kept; and who is notified about another. */
export interface FirstFrameSource {
  /** An empty string for none. */
  key: string
  store: FirstFrameStore
  /** Whether the image must have the pixels of the video. */
  isExact: boolean
  /** Called with a selected image and its key, or with null and an empty key. */
  onChange(key: string, file: File | null): void
}

/**
 * State of the first frame. A bitmap is closed when another replaces it, because the garbage collector does not know
 * how much memory it uses.
 */
export function useFirstFrame({ key, store, ...source }: FirstFrameSource): FirstFrameState {
  const [image, setImage] = useState<FirstFrameImage>()
  const [isDecoding, setDecoding] = useState(false)
  const [isUnreadable, setUnreadable] = useState(false)
  const [isCropping, setCropping] = useState(false)
  const latestKey = useRef('')
  const [selectedKey, setSelectedKey] = useState('')
  const latestSource = useRef(source)
  useEffect(() => {
    latestSource.current = source
  })

  const bitmap = image?.bitmap
  const previousBitmap = useRef<ImageBitmap>(undefined)
  useEffect(() => {
    if (previousBitmap.current !== bitmap) previousBitmap.current?.close()
    previousBitmap.current = bitmap
  }, [bitmap])

  // After a selection too: a controlled prompt shows the selected image only if it becomes its first frame.
  useEffect(() => {
    if (key === selectedKey || key === latestKey.current) return
    latestKey.current = key
    setImage(undefined)
    setCropping(false)
    setDecoding(key !== '')
    if (key === '') return
    const restore = async () => {
      // If loading fails, the draft keeps the key of its image for the next attempt.
      const [saved] = await Promise.all([store.read(key), croppingModule.load()])
      const bitmap = saved && (await decode(saved.file))
      if (latestKey.current !== key) return bitmap?.close()
      setDecoding(false)
      if (saved && bitmap) setImage({ ...saved, bitmap })
      else latestSource.current.onChange('', null)
    }
    restore().catch(() => latestKey.current === key && setDecoding(false))
  }, [key, selectedKey, store])

  const savedFile = useRef<File>(undefined)
  useEffect(() => {
    if (!image) return undefined
    const { file, crop } = image
    const save = () => {
      savedFile.current = file
      store.save(latestKey.current, { file, crop }).catch(() => {})
    }
    // A drag changes the crop many times a second.
    const timer = setTimeout(save, savedFile.current === file ? saveDelayMs : 0)
    return () => clearTimeout(timer)
  }, [image, store])

  const clear = useCallback(() => {
    const key = latestKey.current
    latestKey.current = ''
    setImage(undefined)
    setDecoding(false)
    setUnreadable(false)
    setCropping(false)
    if (key === '') return
    store.remove(key).catch(() => {})
    latestSource.current.onChange('', null)
  }, [store])

  const select = useCallback(
    async (promised: File | Promise<File>, options: { crops?: boolean } = {}) => {
      const previousKey = latestKey.current
      const key = newKey()
      latestKey.current = key
      setDecoding(true)
      setUnreadable(false)
      let file: File
      try {
        file = await promised
      } catch (error) {
        if (latestKey.current !== key) return
        latestKey.current = previousKey
        setDecoding(false)
        throw error
      }
      const bitmap = await decode(file)
      if (latestKey.current !== key) return bitmap?.close()
      setDecoding(false)
      setUnreadable(!bitmap)
      if (!bitmap) {
        latestKey.current = previousKey
        return
      }
      store.remove(previousKey).catch(() => {})
      setImage({ file, bitmap })
      setCropping(options.crops ?? latestSource.current.isExact)
      // Rendered together with the image.
      setSelectedKey(key)
      latestSource.current.onChange(key, file)
    },
    [store],
  )

  const setCrop = useCallback((crop: Crop | undefined) => setImage((current) => current && { ...current, crop }), [])

  return { image, isDecoding, isUnreadable, isCropping, select, setCrop, setCropping, clear }
}

/** @returns undefined if the image cannot be read, or the code that reads it cannot be loaded */
const decode = (file: File): Promise<ImageBitmap | undefined> =>
  croppingModule
    .load()
    .then(({ decodeImage }) => decodeImage(file))
    .catch(() => undefined)
