import { between, randomFrom } from '../random'

/** Two channels of samples from -1 to 1. */
export interface Sound {
  sampleRate: number
  left: Float32Array
  right: Float32Array
}

// The highest partial lies under 4 kHz: this carries all of it, and is encoded sooner than 48,000.
const sampleRate = 24_000
const aacFrame = 1024
// The encoder adds a frame before and one behind, so two fewer make the track end with the last picture.
const addedFrames = 2

/** Semitones above the root: open, unhurried chords. */
const chords = [
  [0, 7, 12, 16, 19],
  [0, 7, 10, 15, 22],
  [0, 5, 12, 17, 21],
  [0, 7, 14, 16, 23],
] as const

/** How many pads there are to choose from. */
export const padCount = 2 * chords.length

/** A quiet pad: one chord, slowly breathing, faded in and out. `number` below {@link padCount}. */
export function createPad(number: number, seconds: number): Sound {
  const random = randomFrom(number)
  const length = Math.max(aacFrame, (Math.floor((seconds * sampleRate) / aacFrame) - addedFrames) * aacFrame)
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  const root = 55 * 2 ** (Math.floor(random() * 9) / 12)
  for (const semitones of chords[number % chords.length] ?? chords[0]) {
    const frequency = root * 2 ** (1 + semitones / 12)
    const detune = between(random, 0.0006, 0.0016)
    const breath = { rate: between(random, 0.07, 0.19), phase: random() }
    addVoice(left, frequency * (1 - detune), breath, random())
    addVoice(right, frequency * (1 + detune), { ...breath, phase: breath.phase + 0.2 }, random())
  }
  fade(left)
  fade(right)
  return { sampleRate, left, right }
}

const tableSize = 2048
const wave = Float32Array.from({ length: tableSize }, (_, index) => {
  const turn = (2 * Math.PI * index) / tableSize
  return Math.sin(turn) + 0.22 * Math.sin(2 * turn) + 0.09 * Math.sin(3 * turn) + 0.03 * Math.sin(5 * turn)
})

function addVoice(
  channel: Float32Array,
  frequency: number,
  breath: { rate: number; phase: number },
  phase: number,
): void {
  const step = (frequency * tableSize) / sampleRate
  const volume = 0.034 * (110 / frequency) ** 0.35
  let place = phase * tableSize
  let loudness = 0
  for (let index = 0; index < channel.length; index += 1) {
    if (index % 64 === 0) {
      const swell = Math.sin(2 * Math.PI * ((breath.rate * index) / sampleRate + breath.phase))
      loudness = volume * (0.72 + 0.28 * swell)
    }
    channel[index] = (channel[index] ?? 0) + (wave[Math.floor(place) % tableSize] ?? 0) * loudness
    place += step
  }
}

function fade(channel: Float32Array): void {
  const length = Math.min(sampleRate * 0.6, channel.length / 3)
  for (let index = 0; index < length; index += 1) {
    const gain = Math.sin((Math.PI / 2) * (index / length)) ** 2
    channel[index] = (channel[index] ?? 0) * gain
    const last = channel.length - 1 - index
    channel[last] = (channel[last] ?? 0) * gain
  }
}
