export { rememberSentFrame, useSentFrame } from './sent-frames'
