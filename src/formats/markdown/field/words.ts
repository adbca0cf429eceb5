import { isCode } from '../../../model/paper/paper.ts'
import { isWebAddress } from '../../../model/paper/safeUrl.ts'

// Vocabulary of reading lists. This module parses no Markdown.

const LABELS =
  'paper|papers|full paper|pdf|ps|arxiv|arix|arxiv paper|abs|abstract|html|link|links|url|doi|acm|acm dl|ieee|ieee xplore|usenix|springer|elsevier|openreview|acl|acl anthology|cvf|hal|biorxiv|preprint|publisher|official|official link|official version|' +
  'code|codes|source|source code|src|github|git|gitlab|repo|repository|implementation|pytorch|torch|tensorflow|tf|tf2|keras|caffe|jax|mxnet|paddle|matlab|c\\+\\+|cpp|python|julia|julia code|colab|notebook|third[- ]party|unofficial|demo|demos|demo page|online demo|app|tool|model|models|checkpoint|checkpoints|weights|hugging ?face|hf|hf page|' +
  'project|projects|project page|project website|page|proj|homepage|home page|home|website|web page|webpage|web|site|official site|data|dataset|datasets|database|benchmark|trace|traces|artifact|artifacts|' +
  'slides?|ppt|pptx|presentation|video|videos|youtube|bilibili|talk|talks|poster|podcast|lecture|recording|' +
  'blog|blog post|blogpost|post|article|tweet|twitter|thread|note|notes|my notes?|personal notes?|reading notes?|note link|summary|review|reviews|explained|explanation|reading|tutorial|medium|reddit|news|wiki|docs?|documentation|' +
  'bib|bibtex|cite|citation|citations|scholar|google scholar|semantic scholar|dblp|s2|supp|supplement|supplementary|supplemental|suppl|supplementary material|appendix|technical report|tech report|report|extended version|full version|journal|journal version|conference|conference version|errata|star|stars|stargazers?|license|download|view|read|here|papers? ?with ?code|pwc|examples?|ar5iv|alphaxiv|papers? page|deepwiki|zenodo|modelscope|leaderboard|workshop|thesis|book|chapter|mirror|archive|local|cached|copy|free|open access|original|original paper|cameraready|camera[- ]ready|cvpr|iccv|eccv|neurips|nips|icml|iclr|' +
  '论文|论文链接|原文|原文链接|链接|代码|代码链接|源码|源代码|开源代码|项目|项目主页|主页|官网|数据集|数据|视频|幻灯片|解读|论文解读|中文解读|中文|中文版|英文版|笔记|阅读笔记|博客|知乎|知乎解读|公众号|译文|翻译|讲解|演示|下载|网盘|ペーパー|コード|論文|논문|코드|리뷰|статья|код'

const LABEL = new RegExp(
  `^(?:the |my |our |official |unofficial |new |links? to )*(?:${LABELS})(?:[\\s:：]*(?:\\d{1,2}|v\\d|i{1,3}|link|page|here|available|coming soon|soon|tb[acd]|to appear|not yet|none|missing|pending|n/a|\\*))?$`,
  'i',
)
const PART = new RegExp(
  `^(?:${LABELS}|official|unofficial|online|download|re-?implementation|of|by|for|authors?|authors'|author’s|third|party|coming|soon|version|in|us|cn|en|zh|english|chinese|c|\\d{1,2}|v\\d)$`,
  'i',
)

/** Whether a link’s text names the kind of its target, such as "Paper", "code (PyTorch)" or "论文", or has no words. */
export function isLabel(text: string): boolean {
  const bare = text
    .replace(/[\p{Extended_Pictographic}\uFE0F\u200D]|:[a-z_]+:/gu, ' ')
    .replace(/[\s\f]+/g, ' ')
    .replace(/^[\s[\](){}【】（）*_.,:;|<>-]+|(?<![\s[\](){}【】（）*_.,:;|<>-])[\s[\](){}【】（）*_.,:;|<>-]+$/g, '')
    .trim()
  if (bare === '') return true
  if (LABEL.test(bare)) return true
  const parts = bare.split(/\s*[/&+,|·()_:-]\s*|\s+/).filter((part) => part !== '')
  return parts.length <= 5 && parts.every((part) => PART.test(part) || LABEL.test(part))
}

const PAPER_LABEL =
  /^(?:[\s[(]*)(?:full |original |official |conference |journal )?(?:papers?|pdf|arxiv|abs|doi|openreview|preprint|论文|论文链接|原文|論文|논문|technical report|tech report|thesis|acm|ieee|usenix|springer|publisher|acl anthology|cvf|biorxiv)\b|^(?:论文|原文|論文|논문)/i

/** Whether a link’s text says that it leads to the paper itself. */
export const isPaperLabel = (text: string): boolean => PAPER_LABEL.test(text) && isLabel(text)

const PAPER_HOST =
  /^https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org\/(?:abs|pdf|html|ftp)|ar5iv|alphaxiv\.org|doi\.org|dl\.acm\.org|portal\.acm\.org|queue\.acm\.org|ieeexplore\.ieee\.org|computer\.org\/csdl|usenix\.org\/(?:conference\/[^/]+\/.|system\/files|legacy|publications|event|biblio)|openreview\.net\/(?:forum|pdf|attachment)|aclanthology\.org|aclweb\.org\/anthology|papers\.n(?:eur)?ips\.cc|(?:icml|iclr|neurips|nips)\.cc\/virtual\/\d+\/\w+\/\d|proceedings\.neurips\.cc|proceedings\.mlr\.press|mlr\.press|openaccess\.thecvf\.com|ecva\.net|link\.springer\.com|sciencedirect\.com|nature\.com\/articles|science\.org\/doi|semanticscholar\.org|citeseerx?\.ist|biorxiv\.org|medrxiv\.org|chemrxiv\.org|jmlr\.org|aaai\.org|ojs\.aaai|ijcai\.org|vldb\.org|cidrdb\.org|isca-speech\.org|eprint\.iacr\.org|hal\.science|hal\.inria|drops\.dagstuhl|onlinelibrary\.wiley|academic\.oup|tandfonline|journals\.plos|pnas\.org|mdpi\.com|frontiersin\.org|ndss-symposium|proceedings\.mlsys|mlsys\.org\/(?:virtual|paper)|research\.google\/pubs|research\.facebook\.com\/publications|microsoft\.com\/en-us\/research\/publication|jstor\.org|ncbi\.nlm\.nih\.gov|pubmed|roboticsproceedings|bmvc|bmva|osf\.io\/preprints|ssrn\.com|researchgate\.net\/publication|distill\.pub\/\d|transformer-circuits\.pub|huggingface\.co\/papers|paperswithcode\.com\/paper|dspace|scholar\.archive|epubs\.siam|lmcs|ceur-ws|eurasip|cambridge\.org|dblp\.org\/rec)/i
const PDF = /\.(?:pdf|ps|ps\.gz|djvu)(?:[?#].*)?$/i

/** Whether an address is of a kind that papers have. */
export const isPaperAddress = (url: string): boolean => PAPER_HOST.test(url) || PDF.test(url)

/** The label of a link with a bare address. */
export const labelOf = (url: string): string =>
  isPaperAddress(url) ? 'Paper' : isCode({ label: '', url }) ? 'Code' : 'Link'

const ELSEWHERE =
  /^https?:\/\/(?:[\w-]+\.)*(?:github\.com|gitlab\.com|bitbucket\.org|youtube\.com|youtu\.be|twitter\.com|x\.com|wikipedia\.org|medium\.com|zhihu\.com|amazon\.|linkedin\.com|facebook\.com|reddit\.com|coursera\.org|udacity\.com|edx\.org|bilibili\.com|shields\.io|img\.shields|badge|discord|slack\.com|t\.me|weixin\.qq\.com|csdn\.net|jianshu\.com|substack\.com|hub\.docker|pypi\.org|npmjs|kaggle\.com|goodreads\.com|huggingface\.co\/(?!papers)|notion\.|docs\.google|drive\.google|scholar\.google|dblp\.org\/(?!rec)|news\.ycombinator|towardsdatascience|wordpress|blogspot|blog\.|blogs?\.)/i

/** Whether an address is of a kind that tools, posts, videos and people have, or is no web address. */
export const isElsewhere = (url: string): boolean =>
  !isPaperAddress(url) && (ELSEWHERE.test(url) || !isWebAddress(url) || /\/blogs?\//.test(url))

const plain = (text: string) =>
  text
    .replace(/[\p{Extended_Pictographic}\uFE0F\u200D]|:[a-z_0-9+-]+:/gu, '')
    .replace(/^[\s\d.、)([【:*#-]+|(?<![\s:：.*\])】])[\s:：.*\])】]+$/g, '')
    .trim()

const NO_PAPERS =
  /^(?:how to contribute|contribut\w*(?: .*)?|pull requests?|licen[sc]e|copyright|acknowledge?ments?|credits|thanks|citations?|citing(?: .*)?|cite(?: .*)?|bibtex|contacts?(?: .*)?|star history|stargazers.*|stars?|contributors?|maintainers?|authors?|meta[- ]?info\w*|acceptance rates?|acronyms?|abbreviations?|glossary|legend|terminology|notation|(?:other|related) (?:lists?|repos?|repositories|projects?|awesome.*|resources|links|collections|surveys? repos?|github.*)|(?:other )?(?:awesome|similar|useful) (?:lists?|repos?|repositories|collections|links)|changelog|change log|updates?[ /-]+(?:history|logs?|news)|news[ /&]+updates?|to-?do(?: list)?|disclaimer|feedback|support|sponsors?|faq|(?:new|first[- ]time) contributors|what.s changed|release notes?|usage|installation|quick start|getting started|requirements|贡献.*|许可.*|致谢|引用|联系.*|更新日志|参与贡献|关于.*|友情链接)$/i

const RARE =
  'tools?|toolkits?|toolbox(?:es)?|librar(?:y|ies)|frameworks?|software|packages|open[- ]?source(?:d)? (?:projects?|code|implementations?)|projects|codebases?|code|implementations?|blogs?|blog posts?|posts|articles and blogs|courses?|moocs?|lectures?|tutorials?|videos|talks|podcasts?|books?|textbooks?|people|researchers?|labs|research groups?|groups|scholars|who to follow|companies|startups|products?|conferences?|venues|journals?|workshops|events|deadlines|competitions?|challenges|communit(?:y|ies)|newsletters?|forums?|slides|news|announcements?|what.s new|updates?|websites?|links|resources|materials?|references?|misc|leaderboards?|demos?|datasets?|benchmarks?|jobs|schools?|seminars?|reading groups?|further reading|see also|external links|introduction|overview|about|background|motivation|preface|prerequisites|structure|notes?|guidelines?|(?:key |main )?features?|agenda|minutes|attendees|participants|decisions?|action items?|tasks?|todos?|open issues|known issues|bugs?|milestones|shopping list|grocer(?:y list|ies)|packing list|check-?list|ingredients|steps'
const RARELY_PAPERS = new RegExp(
  `^(?:${RARE})(?: *(?:and|&|/|,|for|on|about|\\().*)?$|^(?:[\\w-]+ ){1,3}(?:${RARE})$|(?:and|&|/|,) *(?:${RARE})$|^(?:how )?to read |工具|博客|课程|教程|视频|书籍|资源|数据集|框架|研究者|团队|会议列表|期刊列表|简介|介绍|前言|公众号`,
  'i',
)

/** Titles of files that keep no papers. */
const WORK =
  /^(?:the )?(?:change ?logs?|release notes?|release history|version history|what.s (?:changed|new))(?: .{0,40})?$/i
const CHORES =
  /\b(?:to-?dos?|tasks?|shopping|grocer(?:y|ies)|packing|agenda|minutes|team meeting|stand-?up|sprint|backlog|issues|bugs|checklist|recipes?)\b/i

/** What to expect in a file by its title: changes of a program are no papers, and chores rarely are. */
export const expectedIn = (title: string): 'papers' | 'mixed' | 'none' =>
  /\b(?:papers?|read(?:ings?)?|literature)\b|论文/i.test(title)
    ? 'papers'
    : WORK.test(plain(title))
      ? 'none'
      : CHORES.test(title)
        ? 'mixed'
        : 'papers'

const TRACKER =
  /^https?:\/\/(?:[\w-]+\.)*(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/?#]{1,100}\/[^/?#]{1,100}\/(?:-\/)?(?:pull|pulls|pull-requests|issues|commits?|compare|merge_requests|releases)(?:[/?#]|$)/i

/** Whether an address is of the work on a program: an issue, a change, a release. */
export const isTracker = (url: string): boolean => TRACKER.test(url)

/** Whether a heading says that papers are below it. */
export const namesPapers = (heading: string): boolean =>
  /\b(?:papers?|publications?|articles?|literature|bibliograph\w*|references|works cited|reading|(?:to|must)[- ]read)\b|论文|文献|論文|논문/i.test(
    heading,
  )

const CONTENTS =
  /^(?:(?:table of )?contents?(?: list)?|toc|index|outline|catalog(?:ue)?|navigation|quick (?:links|navigation)|目录|目次)$/i

/** What to expect under a heading: papers, papers among other things, or none. */
export function expectedContent(heading: string): 'papers' | 'mixed' | 'none' {
  const text = plain(heading)
  if (NO_PAPERS.test(text)) return 'none'
  if (/\b(?:papers?|publications?|surveys?|articles?|literature)\b|论文|综述|文献/i.test(text)) return 'papers'
  return CONTENTS.test(text) || RARELY_PAPERS.test(text) ? 'mixed' : 'papers'
}

const CONTAINER =
  /^(?:(?:the |a |all |my |full |main |research |related |reading |selected |accepted |academic |must[- ]read |personal |important |curated |published |paper )*(?:papers?|papers? list|paper lists?|papers? reading list|papers? to (?:be )?read|reading list|readings?|list of papers|list|papers? collection|publications?|research papers?|literature|paper collection)|论文|论文列表|论文目录|论文列表.*|文献|阅读列表|論文|논문)$/i

/** Whether a heading only announces papers and names no topic. */
export const isContainer = (heading: string): boolean => {
  const text = plain(heading)
  // Reading papers is a skill, which lists have papers about.
  return (CONTAINER.test(text) && !/^paper reading$/i.test(text)) || CONTENTS.test(text)
}

const INSTITUTION =
  /\b(?:univ(?:ersity|ersitat|ersität|ersité|\.)?|universi\w+|institut\w*|inst\.|college|polytech\w*|labs?|laborator(?:y|ies)|school|academy|center|centre|research|inc\.?|corp\.?|corporation|ltd\.?|gmbh|foundation|technolog(?:y|ies)|hospital|google|deepmind|microsoft|msra?|meta|facebook|fair|amazon|aws|apple|nvidia|intel|amd|ibm|alibaba(?: cloud)?|tencent|baidu|bytedance|huawei|samsung|oracle|vmware|snowflake|databricks|uber|netflix|twitter|linkedin|salesforce|adobe|cisco|openai|anthropic|hugging face|yahoo|kuaishou|meituan|xiaomi|ant group|jd|didi|naver|kakao|sony|nec|ntt|hitachi|fujitsu|qualcomm|arm|bell|sap|siemens|bosch|red hat|cloudflare|uc (?:san diego|berkeley|davis|irvine|riverside|santa \w+)|stanford|berkeley|princeton|harvard|cornell|columbia|yale|caltech|oxford|cambridge|edinburgh|tsinghua|peking|zhejiang|fudan|michigan|purdue|wisconsin|washington|toronto|waterloo|duke|rutgers|brown|rice|tufts|sydney|melbourne|technion|epfl|eth|mit|cmu|inria|kaist|postech|unist|thu|pku|sjtu|zju|ustc|hust|nju|bupt|nus|ntu|hku|hkust|cuhk|polyu|cityu|ucl|ucla|ucsd|ucsb|uci|ucr|ucsc|uiuc|umich|uw|uva|uchicago|utah|utexas|ut austin|gatech|georgia tech|virginia tech|penn(?: state)?|upenn|usc|nyu|osu|asu|ncsu|uestc|xjtu|buaa|nudt|cas|ict|tu \w+|imperial|mpi(?:-\w+)?|max planck|csiro|georgetown|emory|dartmouth|northwestern|northeastern|mcgill|vanderbilt|akamai|dropbox|pinterest|spotify|airbnb|shopify|together ai|mistral ai|cohere|sakana ai|inflection ai|reka ai|liquid ai|scale ai|stability ai|ai2|ai21|physical intelligence|waymo|wayve|tesla|cerebras|sambanova|graphcore|tenstorrent|groq|zilliz|clickhouse|mongodb|pingcap|rigetti|ionq|quantinuum|roblox|disney|bloomberg|jpmorgan|rakuten|shopee|coupang|zalando|palantir|genentech|deepseek|stepfun|moonshot ai|zhipu(?: ai)?|sensetime|megvii|iflytek|micron|sk hynix|western digital|seagate|broadcom|ericsson|nokia|imdea|cispa|tu delft|chalmers|kaust|iit(?: \w+)?|iisc|skku|yonsei|monash|unsw|ubc|mila|sfu|riken|lmu|kth|ku leuven|tum|vu amsterdam|amsterdam)\b|大学|学院|研究院|研究所|实验室|公司|科技|(?<![一-鿿])(?:字节(?:跳动)?|阿里(?:巴巴|云)?|腾讯|百度|华为|美团|快手|京东|小米|蚂蚁集团|商汤|旷视|清华|北大|复旦|浙大|上海?交大?|中科[大院]|港(?:大|中文|科大?)|华科|哈工大|北航|北邮|国防科大)(?![一-鿿])/i

/** Whether a text contains the name of a university, company or laboratory. */
export const namesInstitution = (text: string): boolean => INSTITUTION.test(text)
