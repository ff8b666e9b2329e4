import { findMain } from './page-measurements'

// Control: a long page of as large pictures, without a script that runs while it is scrolled.
const list = document.createElement('div')
list.style.cssText = 'display:grid;grid-template-columns:repeat(4,1fr);gap:24px 16px'
for (let index = 0; index < 1_000; index += 1) {
  const image = list.appendChild(document.createElement('img'))
  Object.assign(image, { src: '/thumbnail.webp', loading: 'lazy', width: 300, height: 250 })
}
findMain().append(list)
