import { parseNames } from './names.ts'
import { sentencesOf } from './sentences.ts'

/** The venue, year and awards of a paper in a text. */
export type Appearance = {
  readonly venue: string
  readonly year: number | null
  readonly awards: readonly string[]
}

const ACRONYMS = new Set(
  `AAAI AAMAS ACL ACCV ACSAC AISTATS ANCS APNET APSYS ARVLSI ASE ASIACRYPT ASPLOS ATC AUTOML ATVA BIGDATA BMVC BSDCAN
  CACM CAV CC CCGRID CCS CGO CHI CHIL CICLING CIDR CIKM CLOUD CLUSTER COLING COLM COLT CONEXT CONLL CORL CRYPTO CSCW CSUR
  CSF CVPR CVPRW DAC DASFAA DATE DEBS DISC DLRS DSN EACL ECAI ECCV ECCVW ECIR ECML ECOOP EDBT EMNLP EMSOFT ESEC ESOP ESORICS
  EUROCRYPT EUROGRAPHICS EUROPAR EUROS&P EUROSP EUROSYS FAST FCCM FLAIRS FM FMCAD FOCS FORMATS FPGA FPL FSE GECCO GLOBECOM GRADES
  HASP HICSS HOTCARBON HOTCHIPS HOTCLOUD HOTDEP HOTEDGE HOTMOBILE HOTNETS HOTOS HOTPOWER HOTSTORAGE HPCA HPDC HPEC
  ICALP ICASSP ICC ICCAD ICCD ICCV ICCVW ICDCS ICDE ICDM ICFP ICIP ICLP ICLR ICLRW ICME ICML ICMLW ICNP ICPADS ICPE ICPP ICPR
  ICRA ICS ICSE ICSOC ICST ICWSM IEEE IISWC IJCAI IJCNN IJCV IMC IMWUT INFOCOM INTERSPEECH IPDPS IPSN IROS ISCA ISLPED ISMAR
  ISMIR ISPASS ISSCC ISSRE ISSTA ITC ITCS IWQOS JACM JAIR JMLR JSAC JSSC KDD LAK LCTES LICS LISA LOPSTR LREC MASCOTS MDM MICCAI
  MICRO MIDDLEWARE MIDL MLSYS MLHC MM MMM MMSYS MOBICOM MOBIHOC MOBISYS MSR NAACL NAS NDSS NEURIPS NETSOFT NIPS NSDI OOPSLA OSDI OSR
  PACMPL PACT PAMI PEPM PERCOM PETS PKDD PLDI PLOS PMLR PNAS PODC PODS POMACS POPETS POPL PPOPP PVLDB RANLP RAID RECSYS
  RSS RTAS RTSS S&P SAC SANER SAS SC SCI SDM SENSYS SEMEVAL SIGCOMM SIGCSE SIGGRAPH SIGIR SIGIRAP SIGMETRICS SIGMOD SIGOPS SIGSPATIAL
  SLT SOCC SODA SOSP SOSR SOUPS SP SPAA SPIN SPLASH SRDS SSDBM STOC STACS SYSTOR TACAS TACL TACO TC TCAD TCC TCOM TCSVT TDSC TECS
  TGRS TIFS TII TIP TISSEC TIST TITS TKDD TKDE TMC TMI TMLR TMM TNET TNNLS TNSM TOCHI TOCS TODS TOG TOIS TON TOPLAS TOPS TOS
  TOSEM TPAMI TPDS TRO TSC TSE TSMC TSP TVCG TVLSI TWC UAI UBICOMP UIST USENIX VEE VIS VLDB VLDBJ VMCAI WACV WACVW WISE WMT WSDM WWW
  3DV ARXIV BIORXIV MEDRXIV SSRN CORR OPENREVIEW PREPRINT NATURE SCIENCE CELL EUROVIS PACIFICVIS ACMMM GIS APWEB WAIM`
    .trim()
    .split(/\s+/),
)

/** Full names of series and journals. The subject precedes or follows them. */
const SERIES =
  /\b(?:proceedings|proc\.|journal (?:of|on)|trans(?:actions|\.) (?:on|of|in)|conference on|conf\. on|symposium on|workshop on|advances in (?:neural|cryptology|knowledge|information|database)\b|communications of the|computing surveys|lecture notes|usenix security|annual meeting|findings of|arxiv preprint|(?:phd|ph\.d\.|master'?s?|doctoral) (?:thesis|dissertation))\b|^tech(?:nical)?\.? report\b|\b(?:journal|magazine|letters|transactions)$|学报|期刊|会议|(?:硕士|博士)(?:学位)?论文/i
/** Words that begin names of journals, and titles as well: only a number beside them tells. */
const AMBIGUOUS = /\b(?:annals of|(?:annual )?reviews? of|advances in)\b.*\d/i
/** Journals with common words as names. They are venues only if the text says nothing else. */
const JOURNALS =
  /^(?:nature|science|cell|patterns|neurocomputing|neural networks|neural computation|pattern recognition|information fusion|artificial intelligence|machine learning|(?:nature|science) (?:[A-Z]\w+ ?){1,3}|plos (?:one|\w+)|ieee(?: [A-Z]\w+){1,6}|acm(?: [A-Z]\w+){1,5}|springer|elsevier|openreview|(?:preprint|thesis|manuscript|under review|to appear|book|journal|workshop)|(?:[A-Z]\w+ ){0,2}(?:arxiv|ieee|acm))(?:[\s,(]+(?:19|20)\d\d\)?)?[.\s]*$/i

const AFTER = String.raw`(?:oral|spotlight|student|talk|presentation|highlight|poster|session|workshops?|main|findings|long|short|demo|industry|industrial|research|track|dataset|datasets|best|outstanding|distinguished|award|paper|honorable|honourable|mention|runner-?up|finalist|nominee|candidate|test of time|notable|top|accepted|to appear|extended abstract|extension|journal|conference|proceedings|artifact|and|benchmark|benchmarks|dl|submission|under review|preprint|&|-|\d{1,2}%|\d{1,3})`
const YEAR = String.raw`(?:19[5-9]\d|20[0-4]\d)`
const SHORT_YEAR = String.raw`['’‘´\`]\s?\d\d`
const NAME = String.raw`[A-Z\d][A-Za-z\d]*(?:[&/@+.-][A-Za-z][A-Za-z]*)*`

const NAMED = new RegExp(
  String.raw`^(?:in:?\s+|@\s*)?(?:the\s+)?(?:proc(?:eedings)?\.?\s+(?:of\s+)?(?:the\s+)?)?(?:(?:ACM|IEEE|USENIX|the)\s+)?(?<name>${NAME}(?:\s+(?:Security|ATC|SP|S&P|MM|Multimedia|TOG|NLP|BigData|Findings|Workshops?|WS|CoRR|Access|Micro|Transactions|Computing Surveys|SIG[A-Z]+|T[A-Z]{2,5}))?)(?:[\s,:_'’-]*(?<year>${YEAR})|[\s,:_-]*(?<short>${SHORT_YEAR}|(?<=[A-Za-z][\s-]?)\d\d(?!\d))|)(?<more>(?:[\s,:|_/-]*\(?\b${AFTER}\b\)?)*)[\s.,;!]*$`,
  'i',
)
const YEAR_FIRST = new RegExp(String.raw`^(?<year>${YEAR})[\s,._:/-]+(?<rest>\S.*)$`)
const MONTH = String.raw`(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?`
const ONLY_YEAR = new RegExp(
  String.raw`^\s*(?:(?:${MONTH}|\d{1,2}(?:st|nd|rd|th)?)[\s,/.-]+){0,2}(?<year>${YEAR})(?:[\s,/.-]+(?:\d{1,2}|${MONTH}))?(?:[\s,/.-]+\d{1,2})?\s*年?[.,]?\s*$`,
)
const ARXIV =
  /^(?:(?:in|on|preprint)\s+)?(?:arxiv|corr)(?:\s+preprint)?[\s:.,-]*(?:abs\/)?(?:\[?(\d{4}\.\d{3,5}|[a-z-]+\/\d{7})(?:v\d+)?\]?)?[\s,:.(-]*(?:\d{1,2}\s+)?(?:[A-Z][a-z]{2,8}\.?[\s,]*)?((?:19|20)\d\d|['’]\d\d)?(?:[./-]\d\d?){0,2}\)?[.\s]*$/i
const AWARD_WORDS =
  /\b(?:(?:best|outstanding|distinguished)(?: [\w-]+){0,3}? (?:paper|award|artifact|mention)s?(?: award)?(?: (?:runner-?up|finalist|nominee|candidate|honorable mention))?|honou?rable mention|oral|spotlight|highlight|test[- ]of[- ]time(?: award)?|notable top \d+%?)\b/gi

/** Parses a text that is only a venue or date: "OSDI '23", "2021 ICLR", "arXiv:2403.03206". Null for others. */
export function parseAppearance(written: string): Appearance | null {
  if (written.length > 1000) return null
  const text = written
    .replace(/[\s\f]+/g, ' ')
    .replace(/^[\s*_"“”.,;:|–—-]+|[\s*_"“”,;:|，；。–—-]+$/g, '')
    .replace(/^([A-Za-z&]{2,10})((?:19|20)\d\d)$/, '$1 $2')
    .trim()
  if (text === '' || text.length > 160) return null
  const year = ONLY_YEAR.exec(text)?.groups?.['year']
  if (year) return { venue: '', year: Number(year), awards: [] }
  const arxiv = ARXIV.exec(text)
  if (arxiv) return { venue: 'arXiv', year: arxiv[2] ? fullYear(arxiv[2]) : null, awards: [] }
  const named = NAMED.exec(text)?.groups
  if (named) {
    const { name = '', short, more = '' } = named
    // Two figures without an apostrophe may be part of a system’s name, as in DenseNet-50.
    const isDated = named['year'] !== undefined || (short !== undefined && /^\D/.test(short))
    const isBareNumber = short !== undefined && /^(?:3[6-9]|[4-6]\d)$/.test(short)
    if (!isBareNumber && (isAcronym(name) || (isDated && looksLikeAcronym(name)))) {
      const when = named['year'] ?? short
      return { venue: name, year: when ? fullYear(when) : null, awards: awardsIn(more) }
    }
  }
  const first = YEAR_FIRST.exec(text)?.groups
  const rest = first && parseAppearance(first['rest']!)
  if (rest) return { ...rest, year: Number(first['year']) }
  return longVenue(text)
}

/** Reads a full venue: "Proceedings of the VLDB Endowment, 2021", "IEEE Transactions on Computers 70(4), 2021". */
function longVenue(text: string): Appearance | null {
  const series = SERIES.exec(text)
  if ((!series || series.index > 60) && !JOURNALS.test(text) && !AMBIGUOUS.test(text)) return null
  // A text that has a title in it too is no venue.
  if (/[\p{L})]{4}\. \p{Lu}|[?!:]\s|\bwe\b|https?:|\.\w+$/u.test(text) || text.split(' ').length > 22) return null
  // “Ann Roe. Journal of Disks” begins with a person.
  const [first = '', ...others] = sentencesOf(text)
  if (others.length > 0 && parseNames(first)) return null
  if (!/^(?:in\b|the\b|to appear|\d|[A-Z\p{Lo}(])/iu.test(text)) return null
  const years = text.match(new RegExp(String.raw`\b${YEAR}\b`, 'g'))
  const year = years ? Number(years.at(-1)) : null
  const short = /\(([A-Z][A-Za-z&]{1,11})(?:\s*['’]?\d\d(?:\d\d)?)?\)/.exec(text)?.[1]
  const venue = short && isAcronym(short) ? short : trimVenue(text)
  return venue === '' ? null : { venue, year, awards: awardsIn(text) }
}

const trimVenue = (text: string): string =>
  text
    .replace(/^in[:\s]+/i, '')
    // “Proceedings of the 2019 Conference” goes on.
    .replace(new RegExp(String.raw`[\s,(]*\b${YEAR}\b(?! \p{Lu}\p{Ll})\)?.*$`, 'u'), '')
    .replace(/[\s,.;:(，；（]+$/, '')

const isAcronym = (name: string): boolean => {
  const bare = name.replace(/\s+(?:Workshops?|WS|Findings|DL)$/i, '')
  const parts = bare.toUpperCase().split(/[\s/@+-]/)
  const last = parts.at(-1)!
  // A common word ("fast", "nature") is a venue only if it is capitalized.
  return (
    /^[A-Z\d]|^arxiv|^e[A-Z]/i.test(name) &&
    bare !== bare.toLowerCase() &&
    (ACRONYMS.has(bare.toUpperCase()) ||
      (parts.some((part) => ACRONYMS.has(part)) && /^[A-Z\d&]+$|^arxiv$|^security$/i.test(last)))
  )
}

const looksLikeAcronym = (name: string): boolean =>
  (/^[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*(?:[/@-][A-Za-z]+)*$/.test(name) && name.length <= 14 && !/[a-z]{5}/.test(name)) ||
  ACRONYMS.has(name.toUpperCase())

const awardsIn = (text: string): readonly string[] => (text.match(AWARD_WORDS) ?? []).map((award) => award.trim())

/** The year in "2024", "'24" or "98". Two digits are a year from 1950 to 2049. */
export function fullYear(text: string): number {
  const number = Number(text.replace(/\D/g, ''))
  return number > 99 ? number : number < 50 ? 2000 + number : 1900 + number
}
