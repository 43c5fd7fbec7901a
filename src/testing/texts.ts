/** Arbitraries for Chinese text: good articles, which must come out as they went in, and everything else that a string can hold. */
import fc from 'fast-check'

/** `#` stands for a whole number, `#.#` for one with a decimal. Nothing in the bank is doubled, so that what is doubled later is damage. */
interface Topic {
  readonly titles: readonly string[]
  /** Full clauses without a mark at the end; each goes with every opener and every coda. */
  readonly statements: readonly string[]
  readonly speakers: readonly string[]
  readonly speeches: readonly string[]
}

const TOPICS: readonly Topic[] = [
  {
    titles: ['沙棠港渔船避风记', '老渔民的新冷库'],
    statements: [
      '沙棠港新修的防波堤长#米，挡得住八级风浪',
      '#艘渔船在伏季休渔结束后一同出海',
      '码头上的冷库能存#吨带鱼和鲳鱼',
      '渔业合作社把卫星电话发到了每条船上',
      '第一网虾过秤时，秤杆翘得老高',
      '修网的妇女在岸边坐成一排，手里的梭子上下翻飞',
      '鱼市的电子屏滚动显示价格，鲈鱼每斤#.#元',
      '船老大把航线画在塑料布上，旁边标着暗礁的位置',
      '港务站同气象台开通了专线，大风预警提早#小时送到',
      '年轻的轮机手学会了用平板电脑查看油耗',
    ],
    speakers: ['船老大温海生', '港务主任黎晚晴'],
    speeches: ['船回来了，心才算落地', '海里的事急不得，先看天，再下网'],
  },
  {
    titles: ['县图书馆的夜读灯', '流动书车进山村'],
    statements: [
      '县图书馆把闭馆时间推迟到晚上十点',
      '流动书车装着#册图书，每周跑三个乡镇',
      '儿童阅览室的地板换成了软木，孩子可以席地而坐',
      '馆员在旧报纸里找到了#张手绘地图',
      '《青樟县志》的善本第一次对读者开放',
      '自助借还机二十四小时亮着灯',
      '盲文书架从两排添到五排，占全馆架位的#.#%',
      '志愿者替老人把家书录成了声音档案',
      '读书会讨论《山中来信》，争到散场还没有结论',
      '借书证同公交卡合成一张，全县通用',
    ],
    speakers: ['馆长阮知秋', '管理员贺小满'],
    speeches: ['书放在架上是纸，有人翻开才是书', '我们不怕书旧，只怕没有人来借'],
  },
  {
    titles: ['12路公交改道之后', '山里的头班车'],
    statements: [
      '12路公交延长到竹坪村口，全程#公里',
      '头班车提早到五点四十分，正好赶上早市',
      '司机把急救箱挂在驾驶座背后',
      '站牌上贴了盲文，字号也放大了一倍',
      '车队用#天时间试跑了新线路',
      '老人刷卡免费，学生按半价收取',
      '调度室的大屏上，#个光点沿着公路移动',
      '公司根据《乘客意见簿》改了七处站名',
      '末班车过了渡口大桥，车厢里只剩售票员和一只公鸡',
      '准点率从七成升到#.#%',
    ],
    speakers: ['调度员苏映川', '驾驶员白鹭'],
    speeches: ['路远一点没关系，别让人白等', '这趟车上谁在哪站下，我心里有数'],
  },
  {
    titles: ['竹坪春茶开采', '一片叶子养活一个村'],
    statements: [
      '竹坪村的春茶开采，比上年早了#天',
      '采茶工踩着露水上山，背篓里先铺一层蕨叶',
      '炒青锅烧到二百度，老师傅伸手试温',
      '合作社同#户茶农签了收购合同',
      '鲜叶每斤#.#元，当天结清',
      '茶园里挂着黄板，用来粘虫，不打农药',
      '包装袋印上了《采茶歌》的曲谱',
      '县里的检验员取走样品，三日内出报告',
      '制茶坊的竹匾换了新的，篾香混着茶香',
      '茶农的孩子在网上讲怎样分辨雨前茶',
    ],
    speakers: ['合作社理事长顾北屿', '制茶师傅吴桐'],
    speeches: ['茶是等出来的，催不得', '一芽一叶，多一片都不要'],
  },
  {
    titles: ['博物馆修好一只陶罐', '库房里的三百个箱子'],
    statements: [
      '鹿汀县博物馆用#块碎片拼出一只陶罐',
      '库房的湿度常年控制在百分之五十五上下',
      '修复师拿着竹签，一点泥土要剔半个时辰',
      '展厅新添了可以触摸的复制品',
      '《河谷里的人》特展迎来第#位观众',
      '讲解员学会了手语，每月带两场无声导览',
      '考古队在河湾发现一处窑址，面积#平方米',
      '捐赠者送来祖父的航海日记和一枚铜印',
      '周末的拓片课报名爆满，门票收入增长#.#%',
      '玻璃柜里的木船只有巴掌大，桨却能转动',
    ],
    speakers: ['修复师司马青云', '副馆长林远舟'],
    speeches: ['碎了的东西会说话，要有耐心听', '缺的那一块，我们宁可留白'],
  },
  {
    titles: ['台风过境的一夜', '大堤上的三百盏马灯'],
    statements: [
      '台风中心附近最大风力达到十二级',
      '县里连夜转移群众#人，安置在四所学校',
      '抢修队蹚着齐腰的水，把电缆从泥里拉出来',
      '河道水位在凌晨三点超过警戒线#.#米',
      '渡口的铁链被浪头打断，巡堤员立即封路',
      '卫生院的发电机撑了整夜，手术没有中断',
      '村干部敲着铜锣，挨户清点人数',
      '仓库里的#条麻袋在两个小时里装满了沙',
      '气象台依照《防汛预案》把响应提到最高一级',
      '天亮时雨停了，柳溪镇的街上漂着门板和水缸',
    ],
    speakers: ['巡堤员罗大川', '预报员沈望'],
    speeches: ['堤在人在，水退了再睡', '风向一转，我们就知道最难的过去了'],
  },
  {
    titles: ['大山里的合唱队', '乡村小学有了天文台'],
    statements: [
      '竹坪小学的合唱队有#名队员，最小的才七岁',
      '操场铺上了塑胶，雨天也能跑步',
      '音乐教师把《采茶歌》改成三个声部',
      '学生宿舍装好太阳能热水器，#间寝室都能洗澡',
      '食堂把一周的菜单贴在校门口，家长可以提意见',
      '科学课上，孩子轮流用望远镜看月亮',
      '退休教师每逢周三来教珠算',
      '全校近视率下降#.#个百分点',
      '山路上的校车由乡卫生院的医生陪护',
      '毕业班的孩子在围墙上画了一条很长的河',
    ],
    speakers: ['校长方一鸣', '音乐教师许声'],
    speeches: ['他们一开口，山谷都安静了', '路不好走，课不能少'],
  },
  {
    titles: ['草台班子唱进城', '青樟河大桥换索记'],
    statements: [
      '青樟河大桥更换#根吊索，半幅通行',
      '剧团的戏箱从旧桥上过，锣鼓声引来两岸的人',
      '用土话唱的《借伞》连演#场',
      '桥工系着安全绳，在离水面四十米的地方拧螺栓',
      '老艺人把唱腔录进手机，发给外地的徒弟',
      '桥面的裂缝用树脂填平，养护七日后放行',
      '戏台搭在桥头的空地上，长凳是各村借来的',
      '检测车测得桥身的振幅只有#.#毫米',
      '花脸卸了妆，原来是镇上的兽医',
      '票友会整理出六本手抄的工尺谱',
    ],
    speakers: ['桥梁工程师秦川', '班主花想容'],
    speeches: ['桥和戏一样，台下的功夫要做足', '唱的是土话，听的人不分老少'],
  },
]

const OPENERS = [
  '近日',
  '入夏以来',
  '据介绍',
  '与往年相比',
  '记者在现场看到',
  '去年冬天',
  '按照计划',
  '今年三月',
  '消息传开后',
  '不仅如此',
  '说来也巧',
  '为了这件事',
  '照当地人的说法',
  '到了第二天',
]

const CODAS = [
  '附近的居民都赶来看热闹',
  '这在全县还是头一回',
  '费用由镇里承担',
  '外乡人也跟着学了起来',
  '办法简单，效果却好',
  '比原先设想的顺利',
  '县报登了半个版面',
  '做法很快推广到邻县',
  '大家悬着的心放了下来',
  '省下的钱另有用处',
  '这笔账谁都会算',
  '明年还要接着做',
]

const SAID = ['说', '告诉记者', '笑着说', '回忆道']

const wholeNumber: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: 3, max: 99 }).map(String),
  fc.integer({ min: 100, max: 4800 }).map(String),
)
const decimal: fc.Arbitrary<string> = fc.integer({ min: 11, max: 989 }).map((n) => `${Math.floor(n / 10)}.${n % 10}`)

/** The phrase with a number for each `#` and `#.#`. */
const withNumbers = (phrase: string): fc.Arbitrary<string> =>
  fc
    .record({ whole: wholeNumber, part: decimal })
    .map(({ whole, part }) => phrase.replace('#.#', part).replace('#', whole))

/** One sentence for each statement; openers and codas do not come twice in a paragraph. */
const sentences = (topic: Topic): fc.Arbitrary<string[]> =>
  fc
    .record({
      statements: fc
        .shuffledSubarray([...topic.statements], { minLength: 3, maxLength: 7 })
        .chain((chosen) => fc.tuple(...chosen.map(withNumbers))),
      openers: fc.shuffledSubarray([...OPENERS], { minLength: 7, maxLength: 7 }),
      codas: fc.shuffledSubarray([...CODAS], { minLength: 7, maxLength: 7 }),
      shapes: fc.array(fc.constantFrom('plain', 'opened', 'closed', 'both'), { minLength: 7, maxLength: 7 }),
    })
    .map(({ statements, openers, codas, shapes }) =>
      statements.map((statement, i) => {
        const opener = shapes[i] === 'opened' || shapes[i] === 'both' ? `${openers[i]!}，` : ''
        const coda = shapes[i] === 'closed' || shapes[i] === 'both' ? `，${codas[i]!}` : ''
        return `${opener}${statement}${coda}。`
      }),
    )

/** What someone says, before or after who says it. */
const quotation = (topic: Topic): fc.Arbitrary<string> =>
  fc
    .record({
      speaker: fc.constantFrom(...topic.speakers),
      speech: fc.constantFrom(...topic.speeches),
      said: fc.constantFrom(...SAID),
      first: fc.boolean(),
    })
    .map(({ speaker, speech, said, first }) =>
      first ? `“${speech}。”${speaker}${said}。` : `${speaker}${said}：“${speech}。”`,
    )

const paragraphOn = (topic: Topic): fc.Arbitrary<string> =>
  fc.record({ told: sentences(topic), said: fc.option(quotation(topic)), at: fc.nat(7) }).map(({ told, said, at }) => {
    const parts = [...told]
    // Never at the end: a paragraph ends in 。 and not in ”.
    if (said !== null) parts.splice(Math.min(at, told.length - 1), 0, said)
    return parts.join('')
  })

/** A good paragraph: 3 to 8 sentences with commas, numbers, book titles and quotations, ending in `。`, on one line. */
export const paragraph = (): fc.Arbitrary<string> => fc.constantFrom(...TOPICS).chain(paragraphOn)

/**
 * A good article: a headline without a mark at its end, then 2 to 6 paragraphs. Blocks are parted by `separator`. No sentence comes
 * twice and nothing in it is doubled.
 */
export const article = (separator = '\n\n'): fc.Arbitrary<string> =>
  fc
    .shuffledSubarray([...TOPICS], { minLength: 2, maxLength: 6 })
    .chain((topics) => fc.tuple(fc.constantFrom(...topics[0]!.titles), ...topics.map(paragraphOn)))
    .map((blocks) => blocks.join(separator))

const codePoints = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code))

const few = (piece: fc.Arbitrary<string>, maxLength = 8): fc.Arbitrary<string> =>
  fc.array(piece, { minLength: 1, maxLength }).map((pieces) => pieces.join(''))

const lineBreak = fc.constantFrom(
  '\n',
  '\n\n',
  '\n\n\n\n',
  '\r\n',
  '\r',
  '\r\r\n',
  '\v',
  '\f',
  '\u0085',
  '\u2028',
  '\u2029',
)
const blank = fc.constantFrom(' ', '  ', '\t', '\u00a0', '\u2003', '\u3000', '\u3000\u3000')
const invisible = fc.constantFrom(
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\ufe0f',
  '\u202e',
  '\u0301',
)
const loneSurrogate = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit))
const chineseMark = fc.constantFrom(...'，。、；：？！“”‘’「」『』（）《》〈〉【】〔〕—…·～％＋')
const asciiMark = fc.constantFrom(...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')
const radical = fc.oneof(codePoints(0x2e80, 0x2ef3), codePoints(0x2f00, 0x2fd5))
const ideograph = codePoints(0x4e00, 0x9fa5)
const phrase = fc
  .constantFrom(...TOPICS)
  .chain((topic) => fc.constantFrom(...topic.titles, ...topic.statements, ...topic.speeches))
const furniture = fc.constantFrom(
  '（下转第4版）',
  '- 12 -',
  '第 3 页 共 40 页',
  '浙ICP备00417206号-1',
  '浙公网安备 33999902000417号',
  '主办单位:鹿汀县人民政府办公室',
  '网站标识码:3399000417',
  '责任编辑：黎晚晴',
  '&nbsp;',
  '&amp;lt;',
  '<br>',
  '锟斤拷',
  'ä¸\u00adå›½',
  '涓浗',
  '```',
  '| 甲 | 乙 |',
  'https://example.com/a,b?c=1',
  '12:30',
  '1,234.5',
  '一、',
  '（二）',
  '3.',
  'develop-\n',
  '……',
  '——',
)
const doubled = fc
  .record({
    piece: fc.oneof(few(ideograph, 5), phrase, chineseMark, fc.constantFrom('12', 'AI')),
    times: fc.integer({ min: 2, max: 5 }),
  })
  .map(({ piece, times }) => piece.repeat(times))
const spaced = fc
  .record({ piece: fc.oneof(few(ideograph, 6), phrase), gap: blank })
  .map(({ piece, gap }) => [...piece].join(gap))
const longRun = fc
  .record({
    piece: fc.oneof(ideograph, chineseMark, asciiMark, lineBreak, blank, invisible, radical, loneSurrogate),
    times: fc.nat(200),
  })
  .map(({ piece, times }) => piece.repeat(times))
const cut = fc
  .record({ text: fc.oneof(paragraph(), article()), from: fc.nat(200), length: fc.nat(200) })
  .map(({ text, from, length }) => text.slice(from, from + length))

/**
 * Any string, with what the rules look for in it far more often than chance would put it there: lone surrogates, controls, radicals,
 * blanks and line breaks of every kind, doubled and spaced strings, long runs, site and page furniture, and pieces of good text, some
 * of them cut in mid-sentence.
 */
export const anyText = (): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { arbitrary: lineBreak, weight: 5 },
        { arbitrary: cut, weight: 3 },
        { arbitrary: phrase, weight: 3 },
        { arbitrary: few(chineseMark, 3), weight: 3 },
        { arbitrary: few(asciiMark, 3), weight: 2 },
        { arbitrary: few(ideograph), weight: 2 },
        { arbitrary: blank, weight: 2 },
        { arbitrary: doubled, weight: 2 },
        { arbitrary: spaced, weight: 2 },
        { arbitrary: furniture, weight: 2 },
        few(radical, 4),
        few(fc.oneof(radical, ideograph), 6),
        few(codePoints(0xff01, 0xff5e), 6),
        few(codePoints(0x3041, 0x30fe), 6),
        few(codePoints(0xf900, 0xfaff), 3),
        few(codePoints(0xe000, 0xf8ff), 2),
        few(codePoints(0x20000, 0x2a6df), 3),
        fc.nat(99_999_999).map(String),
        fc.stringMatching(/^[A-Za-z]{1,9}(?: [A-Za-z]{1,9}){0,3}$/u),
        invisible,
        loneSurrogate,
        codePoints(0, 0x1f),
        longRun,
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join(''))
