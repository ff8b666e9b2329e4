export { CropEditor } from './crop-editor'
export { cropToFile, decodeImage, drawCrop } from './first-frame'
