import { files, findMain, playerCount } from './page-measurements'

// Control: as many videos as the component under test plays, without React or any other work.
for (let index = 0; index < playerCount; index += 1) {
  const video = document.createElement('video')
  Object.assign(video, { src: files.video, width: 320, muted: true, loop: true, autoplay: true })
  findMain().append(video)
}
