export { drawScene, drawStill, stillSize } from './draw-scene'
