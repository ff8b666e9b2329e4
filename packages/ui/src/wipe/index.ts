export { Wipe } from './wipe'
