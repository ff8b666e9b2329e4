import { mergeProps, part } from '../primitives'
import { JobProgressElapsed, JobProgressStatusText } from './job-progress-parts'

/** The status text and the elapsed time, in one row. */
export const JobProgressSummary = /* @__PURE__ */ part('div', 'dl-job-summary', function JobProgressSummary(props) {
  return mergeProps({ children: <Content /> }, props)
})

const Content = () => (
  <>
    <JobProgressStatusText />
    <JobProgressElapsed />
  </>
)
