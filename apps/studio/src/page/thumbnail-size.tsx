import { Image } from 'lucide-react'
import { thumbnailSizes } from './use-thumbnail-size'

/** A slider for the size of the thumbnails, between a small and a large picture. */
export const ThumbnailSize = ({ value, onValueChange }: { value: number; onValueChange: (size: number) => void }) => (
  <label className="thumbnail-size" lang="en" title="Thumbnail size">
    <Image size={12} strokeWidth={1.5} aria-hidden />
    <input
      type="range"
      aria-label="Thumbnail size"
      min={thumbnailSizes.least}
      max={thumbnailSizes.most}
      step={thumbnailSizes.step}
      value={value}
      onChange={({ target }) => onValueChange(Number(target.value))}
    />
    <Image size={20} strokeWidth={1.5} aria-hidden />
  </label>
)
