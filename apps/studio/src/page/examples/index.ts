import type { VideoExample } from '@dailies/ui'
import balloonPoster from './balloon.webp'
import balloon from './balloon.mp4'
import boatPoster from './boat.webp'
import boat from './boat.mp4'
import lighthousePoster from './lighthouse.webp'
import lighthouse from './lighthouse.mp4'

/** Videos of the three prompts that an empty library offers, in their order. `pnpm samples` renders them. */
export const examples: readonly VideoExample[] = [
  { video: lighthouse, poster: lighthousePoster },
  { video: boat, poster: boatPoster },
  { video: balloon, poster: balloonPoster },
]
