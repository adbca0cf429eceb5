import { expect, test } from 'vitest'
import type { OldEncoding } from '../../../src/formats/encoding/encodings.ts'
import { guessEncoding } from '../../../src/formats/encoding/guessEncoding.ts'
import { readFile } from '../../../src/formats/readFile.ts'
import { encodeAs } from '../../support/encode.ts'

const GERMAN = `@book{a, title = {Über die Größe der Wörter}, author = {Weiß, Käthe}, year = 2001}
@book{b, title = {Der Käse}, author = {Müller, Jürgen}, year = 2002}
@article{c, title = {L’élève et la fenêtre}, author = {José Martínez}, year = 2003}
`
const CHINESE = `TY  - JOUR
TI  - 深度学习在图像识别中的应用研究
AU  - 李明
JO  - 计算机学报
PY  - 2021
ER  -
`
const JAPANESE = `Title,Authors,Year
自然言語処理における事前学習モデル,山田太郎,2020
ロボットの制御,佐藤花子,2021
`
const KOREAN = `%0 Journal Article
%T 딥러닝을 이용한 영상 인식 연구
%A 김철수
%D 2020
`
const RUSSIAN = `@article{a, title = {О теории вероятностей}, author = {Колмогоров, А. Н.}, year = 1933}
`
const TAIWANESE = `TY  - JOUR
TI  - 資料探勘與知識發現
AU  - 王大明
ER  -
`

const FILES: readonly (readonly [encoding: OldEncoding, name: string, text: string, title: string, author: string])[] =
  [
    ['windows-1252', 'a.bib', GERMAN, 'Über die Größe der Wörter', 'Käthe Weiß'],
    ['macintosh', 'a.bib', GERMAN, 'Über die Größe der Wörter', 'Käthe Weiß'],
    ['gb18030', 'a.ris', CHINESE, '深度学习在图像识别中的应用研究', '李明'],
    ['shift_jis', 'a.csv', JAPANESE, '自然言語処理における事前学習モデル', '山田太郎'],
    ['euc-jp', 'a.csv', JAPANESE, '自然言語処理における事前学習モデル', '山田太郎'],
    ['euc-kr', 'a.enw', KOREAN, '딥러닝을 이용한 영상 인식 연구', '김철수'],
    ['windows-1251', 'a.bib', RUSSIAN, 'О теории вероятностей', 'А. Н. Колмогоров'],
    ['koi8-r', 'a.bib', RUSSIAN, 'О теории вероятностей', 'А. Н. Колмогоров'],
    ['big5', 'a.ris', TAIWANESE, '資料探勘與知識發現', '王大明'],
  ]

test.each(FILES)(
  'a file in %s is read with its letters, and the guess is told: %s',
  (encoding, name, text, title, author) => {
    const { entries, notices } = readFile(name, encodeAs(text, encoding))
    expect(entries![0]).toMatchObject({ title, authors: [author] })
    expect(notices).toEqual([{ line: 1, field: null, message: expect.stringContaining('which is a guess') }])
  },
)

/** Entries of a few words beyond ASCII each, as in a library that is all but English. */
const SHORT: readonly (readonly [OldEncoding, string])[] = [
  [
    'windows-1252',
    'Gödel’s theorem – a review|Der Käse|Newton’s method|José|naïve Bayes|crème brûlée|Søren|Määttä, Pekka',
  ],
  [
    'windows-1252',
    'SITUAÇÃO DAS AÇÕES|Façade|Lévy flights|Pages 12–34|state–action values|“Smart quotes”|it’s|À la carte',
  ],
  [
    'macintosh',
    'Müller|Der Käse|José Martínez|naïve Bayes|crème brûlée|Søren|Größe|“Smart quotes”|Newton’s method|Façade',
  ],
  ['windows-1250', 'Łukasiewicz, Jan|Zażółć gęślą jaźń|Książki i artykuły|Wyższa Szkoła Języków Obcych'],
  ['windows-1251', 'Колмогоров|Война и мир|Иванов, И. И.|Толстой|Гоголь|Физика|Известия РАН'],
  ['windows-1253', 'Η ιστορία της ελληνικής γλώσσας|Βαθιά μάθηση και νευρωνικά δίκτυα'],
  ['gb18030', '张三|数学|物理学报|红楼梦研究|自然语言处理|清华大学学报(自然科学版)|赵丽 陈静 孙涛'],
  ['big5', '林志明|漢學研究|王大明, 陳美玲|國立臺灣大學'],
  ['shift_jis', '鈴木|ロボット|東京大学|田中一郎|吾輩は猫である|情報処理学会論文誌'],
  ['euc-kr', '박지성|기계 번역|서울대학교|교육학연구|홍길동|한국 문학의 이해'],
]

test.each(SHORT)('the encoding %s is known by a few words: %s', (encoding, words) => {
  for (const word of words.split('|')) {
    const entry = `@article{key,\n  title = {${word}},\n  author = {Smith, John},\n  year = {2020}\n}\n`
    expect.soft(guessEncoding(encodeAs(entry, encoding)), word).toBe(encoding)
  }
})
