import { useCallback, useEffect, useRef, useState } from 'react'
import { wholeCrop, type Crop } from './crop'
import { decodePicture, type ReferenceImage } from './reference-image'

/** The first frame: the picture that was chosen, and whether its crop is open. */
export interface ReferenceState {
  image: ReferenceImage | undefined
  isDecoding: boolean
  /** The last file was no picture. */
  isUnreadable: boolean
  isCropping: boolean
  choose(file: File): Promise<void>
  setCrop(crop: Crop): void
  setCropping(open: boolean): void
  remove(): void
}

/** Holds the first frame. A picture is closed once another takes its place: the collector does not know how much memory it holds. */
export function useReference(): ReferenceState {
  const [image, setImage] = useState<ReferenceImage>()
  const [isDecoding, setDecoding] = useState(false)
  const [isUnreadable, setUnreadable] = useState(false)
  const [isCropping, setCropping] = useState(false)
  const latest = useRef<File>(undefined)

  const picture = image?.picture
  const shown = useRef<ImageBitmap>(undefined)
  useEffect(() => {
    if (shown.current !== picture) shown.current?.close()
    shown.current = picture
  }, [picture])

  const choose = useCallback(async (file: File) => {
    latest.current = file
    setDecoding(true)
    setUnreadable(false)
    const decoded = await decodePicture(file).catch(() => undefined)
    if (latest.current !== file) return decoded?.close()
    setDecoding(false)
    setUnreadable(!decoded)
    if (!decoded) return
    setImage({ name: file.name, picture: decoded, crop: wholeCrop })
    setCropping(true)
  }, [])

  const remove = useCallback(() => {
    latest.current = undefined
    setImage(undefined)
    setDecoding(false)
    setUnreadable(false)
    setCropping(false)
  }, [])

  const setCrop = useCallback((crop: Crop) => setImage((known) => known && { ...known, crop }), [])

  return { image, isDecoding, isUnreadable, isCropping, choose, setCrop, setCropping, remove }
}
