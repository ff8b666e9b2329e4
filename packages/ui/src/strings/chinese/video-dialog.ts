import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: '上一个视频',
  next: '下一个视频',
  neighbors: '相邻的视频',
  copyPrompt: '复制提示词',
  copied: '已复制',
  reusePrompt: '重新使用提示词',
  edit: '编辑',
  extend: '延长',
  useLastFrame: '使用最后一帧',
  frameUsed: '最后一帧已放入提示词',
  saveFrame: '保存此帧',
  frameSaved: '已保存此帧',
  copyLink: '复制链接',
  linkCopied: '链接已复制',
  keys: '键盘快捷键',
  space: '空格',
  keyPlay: '播放或暂停',
  keySeek: '后退或前进一秒',
  keyFrame: '后退或前进一帧',
  keySound: '开启或关闭声音',
}
