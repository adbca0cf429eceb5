/** TeX accent commands, and the combining marks that they set above or below the next letter. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['u', '\u0306'],
  ['.', '\u0307'],
  ['"', '\u0308'],
  ['h', '\u0309'],
  ['r', '\u030a'],
  ['H', '\u030b'],
  ['v', '\u030c'],
  ['U', '\u030e'],
  ['G', '\u030f'],
  ['f', '\u0311'],
  ['d', '\u0323'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['textcommabelow', '\u0326'],
  ['b', '\u0331'],
  ['t', '\u0361'],
])

/** The spacing character for an accent without a letter, such as `\^{}`. */
export const SPACING: ReadonlyMap<string, string> = new Map([
  ['`', '`'],
  ["'", "'"],
  ['^', '^'],
  ['~', '~'],
  ['"', '"'],
  ['=', '¯'],
  ['.', '˙'],
])

/** Commands for a character or a word, by name without the backslash. */
export const SIGNS: ReadonlyMap<string, string> = new Map(
  `ss ß,SS ẞ,ae æ,AE Æ,oe œ,OE Œ,o ø,O Ø,aa å,AA Å,l ł,L Ł,i ı,j ȷ,dj đ,DJ Đ,dh ð,DH Ð,th þ,TH Þ,ng ŋ,NG Ŋ,ij ĳ,IJ Ĳ
textbackslash \\,backslash \\,textasciitilde ~,textasciicircum ^,textasciigrave \`,textbraceleft {,textbraceright },lbrace {,rbrace }
textbar |,textless <,textgreater >,textdollar $,textunderscore _,textasteriskcentered *,textquotedbl ",textquotesingle '
textendash –,textemdash —,endash –,emdash —,textquoteleft ‘,textquoteright ’,textquotedblleft “,textquotedblright ”,quotedblbase „,quotesinglbase ‚
guillemotleft «,guillemotright »,guillemetleft «,guillemetright »,guilsinglleft ‹,guilsinglright ›,textellipsis …,ldots …,dots …
textregistered ®,textcopyright ©,copyright ©,texttrademark ™,textdegree °,textmu µ,textordfeminine ª,textordmasculine º
texteuro €,euro €,pounds £,textsterling £,textyen ¥,textcent ¢,textsection §,S §,textparagraph ¶,P ¶,dag †,textdagger †,ddag ‡
textdaggerdbl ‡,textbullet •,textperiodcentered ·,cdot ·,textexclamdown ¡,textquestiondown ¿,hyphen -,texttimes ×,times ×,textpm ±,pm ±
textonehalf ½,textonequarter ¼,textthreequarters ¾,textonesuperior ¹,texttwosuperior ²,textthreesuperior ³,textnumero №
alpha α,beta β,gamma γ,delta δ,epsilon ε,varepsilon ε,zeta ζ,eta η,theta θ,iota ι,kappa κ,lambda λ,mu μ,nu ν,xi ξ,pi π,rho ρ
sigma σ,tau τ,upsilon υ,phi φ,varphi φ,chi χ,psi ψ,omega ω,Gamma Γ,Delta Δ,Theta Θ,Lambda Λ,Xi Ξ,Pi Π,Sigma Σ,Phi Φ,Psi Ψ
Omega Ω,textalpha α,textbeta β,textgamma γ,textdelta δ,textmugreek μ,textlambda λ,textpi π,textsigma σ,textomega ω
infty ∞,sim ~,approx ≈,neq ≠,leq ≤,le ≤,geq ≥,ge ≥,rightarrow →,to →,leftarrow ←,leftrightarrow ↔,textrightarrow →,ell ℓ
LaTeX LaTeX,TeX TeX,BibTeX BibTeX,LaTeXe LaTeX2e,XeTeX XeTeX,slash /,textvisiblespace ␣,textnonbreakinghyphen ‑,mathsemicolon ;`
    .split(/[,\n]/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)] as const),
)

/** Commands whose first argument is dropped: it is for typesetting, not for the user. */
export const UNSEEN: ReadonlySet<string> = new Set(
  'footnote thanks index label vspace hspace color textcolor href fontsize selectlanguage foreignlanguage cite ref'.split(
    ' ',
  ),
)

/** Commands that only change the appearance. The parser drops them with the blank after them, and keeps the text. */
export const LOOKS: ReadonlySet<string> = new Set(
  `em it bf sc tt rm sf sl up md itshape bfseries scshape ttfamily rmfamily sffamily upshape mdseries slshape normalfont
small tiny large Large LARGE huge Huge footnotesize scriptsize normalsize relax protect noopsort nobreak allowbreak
displaystyle textstyle boldmath unboldmath bgroup egroup sl left right`.split(/\s+/),
)
