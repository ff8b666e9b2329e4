import type { Point } from '../paint'
import type { Stage } from '../stage'
import { shape } from '../subjects/subject'

const saguaro = shape(
  '-0.09,0.02 -0.09,-0.46 -0.3,-0.46 -0.4,-0.56 -0.4,-0.9 -0.33,-0.97 -0.26,-0.9 -0.26,-0.62 -0.09,-0.62 -0.09,-1.2 0,-1.3 0.09,-1.2 0.09,-0.5 0.24,-0.5 0.24,-0.8 0.31,-0.87 0.38,-0.8 0.38,-0.44 0.3,-0.35 0.09,-0.35 0.09,0.02',
)
const spruce = shape(
  '-0.05,0.02 -0.05,-0.14 -0.44,-0.1 -0.2,-0.42 -0.34,-0.4 -0.14,-0.72 -0.25,-0.7 0,-1.3 0.25,-0.7 0.14,-0.72 0.34,-0.4 0.2,-0.42 0.44,-0.1 0.05,-0.14 0.05,0.02',
)
const streetLamp = shape('-0.03,0.02 -0.02,-1.3 0.24,-1.36 0.24,-1.3 0.03,-1.24 0.03,0.02')

/** What stands beside the road in a land, one unit wide; around the middle of its foot. */
export function roadsidePlant({ reading }: Stage): readonly Point[] {
  if (reading.setting === 'desert') return saguaro
  return reading.setting === 'city' ? streetLamp : spruce
}
