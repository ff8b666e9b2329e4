import { findMain, pageMeasurements } from './page-measurements'

// Baseline: a slider whose line follows the pointer, without React or any other work.
const slider = document.createElement('div')
slider.setAttribute('role', 'slider')
slider.style.cssText = 'position:relative;width:640px;height:384px;overflow:clip'
const line = slider.appendChild(document.createElement('div'))
line.style.cssText = 'position:absolute;inset:0 auto 0 0;width:2px;background:black'
slider.addEventListener('pointermove', ({ clientX }) => {
  line.style.transform = `translateX(${clientX - slider.getBoundingClientRect().left}px)`
})
findMain().append(slider)
Object.assign(pageMeasurements, { commits: 0 })
