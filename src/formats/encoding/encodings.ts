/** The encodings older than Unicode in which files are read, by their names for a TextDecoder, as shown to the user. */
export const OLD_ENCODINGS = {
  'windows-1252': 'Western (Windows-1252)',
  macintosh: 'Western (Mac Roman)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1257': 'Baltic (Windows-1257)',
  'windows-1254': 'Turkish (Windows-1254)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
  'windows-874': 'Thai (Windows-874)',
  'windows-1258': 'Vietnamese (Windows-1258)',
  gb18030: 'Chinese, simplified (GBK)',
  big5: 'Chinese, traditional (Big5)',
  shift_jis: 'Japanese (Shift_JIS)',
  'euc-jp': 'Japanese (EUC-JP)',
  'euc-kr': 'Korean (EUC-KR)',
} as const satisfies Readonly<Record<string, string>>

export type OldEncoding = keyof typeof OLD_ENCODINGS
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | OldEncoding

export const isOldEncoding = (encoding: string): encoding is OldEncoding => Object.hasOwn(OLD_ENCODINGS, encoding)
