import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: '前の動画',
  next: '次の動画',
  neighbors: '前後の動画',
  copyPrompt: 'プロンプトをコピー',
  copied: 'コピーしました',
  reusePrompt: 'プロンプトを再利用',
  edit: '編集',
  extend: '延長',
  useLastFrame: '最後のフレームを使う',
  frameUsed: '最後のフレームをプロンプトに入れました',
  saveFrame: 'フレームを保存',
  frameSaved: 'フレームを保存しました',
  copyLink: 'リンクをコピー',
  linkCopied: 'リンクをコピーしました',
  keys: 'キーボードショートカット',
  space: 'スペース',
  keyPlay: '再生または一時停止',
  keySeek: '1秒戻るまたは進む',
  keyFrame: '1フレーム戻るまたは進む',
  keySound: '音のオンとオフ',
}
