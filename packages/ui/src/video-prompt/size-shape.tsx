import { parseSize } from '../format'

const box = 24
const largest = 1920

/**
 * An icon of a video size: an outline with its aspect ratio, slightly larger for larger sizes. It uses SVG attributes,
 * which a strict Content-Security-Policy for styles allows.
 */
export function SizeShape({ size }: { size: string }) {
  const { width, height } = parseSize(size) ?? { width: 1, height: 1 }
  const longest = Math.max(width, height)
  // From 14 px for the smallest video to 21 for the largest: enough to distinguish 720p from 1080p side by side.
  const scale = (14 + 7 * Math.min(1, longest / largest)) / longest
  return (
    <svg className="dl-shape" width={box} height={box} viewBox={`0 0 ${box} ${box}`} aria-hidden>
      <rect
        x={(box - width * scale) / 2}
        y={(box - height * scale) / 2}
        width={width * scale}
        height={height * scale}
        rx="1.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  )
}
