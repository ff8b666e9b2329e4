export { largestZoom, moveAcross, placeOf } from './crop'
export { cropByKey } from './crop-keys'
export { followGestures } from './crop-gestures'
export { cropToFile, decodePicture, drawCrop } from './first-frame'
