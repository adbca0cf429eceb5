// Frequent names of people. Words that titles have too, as Mark, Bell, Adam or Long, are left out on purpose.

const GIVEN = new Set(
  `aaron abhinav aditya ahmed akash akira alan alberto alejandro alessandro alex alexander alexandra alexei alexey alfonso ali alina amanda
  amir amit amy ana andrea andreas andreea andrei andrew andrey andy angela anil anja anna anne annie anthony antoine anton antonio
  anurag arash arjun armando arnaud arvind ashish ashok barbara bart beatrice ben benjamin bernhard boris brandon brendan brian bruno bryan
  camille carlos caroline catherine cecilia chandra charles chelsea chris christian christina christine christof christoph christopher
  claire claudia colin craig cristian cynthia daniel daniela danny dario david deborah deepak denis dennis diana diego dimitri dimitris
  dmitri dmitry dominik dominique don donald dong dorothy douglas edoardo eduardo edward elena eli elisabeth elizabeth ellen emanuel
  emily emma emmanuel enrico eric erik ernest esther eugene evan evgeny fabian fabio federico felix fernando filip florian francesca
  francesco francis francisco francois françois frederic fritz gabriel gabriele gary geoffrey george georgios gerald gerhard giorgio
  giovanni giulia giuseppe gloria gonzalo gordon greg gregory guido guillaume gustavo hannah hans harald harry hassan heather heiko helen
  helena helmut henri henrik henry herbert hiroshi holger hossein howard hugo hyun ian igor ilya ines ingrid irene isabel ivan jacob
  jakob james jan jane janet jason javier jay jean jeff jeffrey jelena jens jeremy jerome jessica jesus jiho jim jin joan joao joão
  joachim joanna joao johan johannes john jonas jonathan jorge josef joseph josh joshua juan judith julian julie julien jun jürgen justin
  kai karen karin karl karthik kate katherine kathleen katie kazuo keith kelly ken kenji kenneth kevin kirill klaus konstantin kristen
  krishna kurt kyle lars laura lauren laurent lawrence lea leonardo leonid leslie linda lisa lorenzo louis louise luca lucas lucia
  ludwig luigi luis luiz lukas lydia magdalena manuel manish marc marcel marcelo marcin marco marcus margaret maria marie marina mario
  marius markus marta martha martin martina mary masahiro massimo mateo matei mathias mathieu matthew matthias matthieu mauro megan
  mehdi melanie michael michał michel michelle miguel mike mikhail milan ming minh miriam mohamed mohammad mohammed monica moritz
  muhammad nadia nancy naoki natalia natalie nathan neil nicholas nick nicola nicolas nicole nikhil niklas nikolai nikolaos nina noah
  noam olga oliver olivier omar oscar otto pablo paolo pascal patricia patrick paul paula pavel pedro pete peter petr philip philipp philippe
  pierre pieter pranav prateek priya rachel rafael rahul rajesh rajiv ralf ralph ramesh raphael ravi rebecca reza ricardo richard robert
  roberto roger roland roman ronald ruth ryan sabine sam samuel sandeep sandra sanjay sanjeev sara sarah scott sean sebastian sergei
  sergey sergio seth shai sharon shreya silvia simon simone sofia sonia sophia sophie srinivas stefan stefano stefanie stella stephan
  stephanie stephen steve steven stuart sudhir sunil suresh susan susanne sven svetlana takashi takeshi tamara tatiana terry theodore
  theresa thibault thierry thomas thorsten tianqi tim timothy tobias todd tomas tony ulrich umar uwe valentin valentina vanessa vasily
  vera veronica vijay vikram vincent vincenzo vinod vishal vitaly vladimir walter wei wendy werner wilhelm william wolfgang xavier
  xiao xin yael yann yasmin yi ying yong yoshua yosuke yuki yuri yusuf yves yvonne zachary zoe`.split(/\s+/),
)

const FAMILY = new Set(
  `zhang wang liu chen yang huang zhao zhou xu zhu guo luo zheng liang xie tang deng feng cao peng zeng xiao tian dong cai jiang cheng
  shen yao ding ren lu lin wu li hu su wei yuan hsu hsieh chang chiang cheung wong leung kim choi jung kang cho hwang yoon kwon lee
  nguyen tran pham hoang patel singh sharma gupta kumar agarwal agrawal verma reddy rao iyer mehta jain joshi banerjee chatterjee
  mukherjee patil kulkarni desai shah tanaka sato suzuki takahashi watanabe yamamoto nakamura kobayashi kato yoshida yamada smith johnson
  williams jones davis wilson anderson thompson robinson martinez garcia rodriguez lopez hernandez gonzalez perez sanchez fernandez
  gomez diaz silva santos oliveira souza pereira costa ferreira müller mueller schmidt schneider fischer weber meyer wagner hoffmann
  schulz koch richter zimmermann krüger hartmann rossi russo ferrari esposito bianchi romano ricci marino moreau dubois durand lefebvre
  leroy laurent bertrand ivanov petrov smirnov kuznetsov popov novak kowalski nielsen hansen jensen andersen larsen johansson andersson
  karlsson nilsson eriksson cohen levy mizrahi friedman goldberg hussain hosseini ahmadi mohammadi yilmaz`.split(/\s+/),
)

const SURNAME =
  /^(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范廖石金贾夏付方邹熊白孟秦邱侯江尹薛段雷钱汤陶黎贺龚岑])[\p{Script=Han}]{1,2}$/u

/** What is called after a person: “George Roe University”. */
const CALLED_AFTER =
  /\b(?:univ\w*|institut\w*|college|school|labs?|hospital|cent(?:er|re)|foundation|research|inc|corp|ltd|gmbh)\b/i

/** Whether a full name has a frequent given name first, or a frequent family name last. */
export function isKnownName(name: string): boolean {
  if (SURNAME.test(name)) return true
  if (CALLED_AFTER.test(name)) return false
  const words = name.toLowerCase().split(/[\s-]+/)
  return words.length > 1 && words.length < 5 && (GIVEN.has(words[0]!) || FAMILY.has(words.at(-1)!))
}

/** Whether a word is a frequent family name. */
export const isKnownFamily = (word: string): boolean => FAMILY.has(word.toLowerCase())
