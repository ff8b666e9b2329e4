import type { Subject } from '../reading'
import type { Sheet } from '../sheet'
import type { Stage } from '../stage'
import { balloon } from './balloon'
import { birds } from './birds'
import { boat } from './boat'
import { house } from './house'
import { lanterns } from './lanterns'
import { lighthouse } from './lighthouse'
import type { Place, Placed } from './subject'

const places: Record<Subject, Place> = { boat, birds, house, lighthouse, balloon, lanterns }

/** Puts what the prompt names into the scene. */
export const placeSubjects = (stage: Stage, sheets: readonly Sheet[]): Placed[] =>
  stage.reading.subjects.map((subject) => places[subject](stage, sheets))
