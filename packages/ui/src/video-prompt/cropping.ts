export { largestZoom, moveAcross, positionOf } from './crop'
export { cropByKey } from './crop-keys'
export { addCropGestures } from './crop-gestures'
export { cropToFile, decodeImage, drawCrop } from './first-frame'
