import { findMain, measured } from './measured'

// What every slider that follows the pointer must do, and nothing else.
const slider = document.createElement('div')
slider.setAttribute('role', 'slider')
slider.style.cssText = 'position:relative;width:640px;height:384px;overflow:clip'
const line = slider.appendChild(document.createElement('div'))
line.style.cssText = 'position:absolute;inset:0 auto 0 0;width:2px;background:black'
slider.addEventListener('pointermove', ({ clientX }) => {
  line.style.transform = `translateX(${clientX - slider.getBoundingClientRect().left}px)`
})
findMain().append(slider)
Object.assign(measured, { commits: 0 })
