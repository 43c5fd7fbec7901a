/**
 * What the keyword lines on hijacked pages are made of, and the advertisements that book sites put into texts, as sources of regular
 * expressions. By hand: the vocabulary of the trade, no site's or brand's name.
 */

/** Games of chance and their trade. */
export const GAMBLING: readonly string[] = [
  '幸运\\d{1,2}|赛车|飞艇|时时彩|分分彩|六合彩?|快[三3]|\\d{1,2}选\\d|pk1?[0拾十]|PC蛋蛋|[\\u4e00-\\u9fff]?\\d{1,2}彩|彩票|彩金|足彩|体彩|福彩|博彩|竞彩|买彩|购彩|百家乐|老虎机|棋牌|捕鱼|德州扑克|真人视讯|真人|电竞|电子游艺|娱乐城?|赌场|赌博|赌球|下注|投注|押注|开奖|bet\\d{2,}|\\d{2,4}bet|盘口|返水|送彩金',
]

/** What they are offered with; half of other lines would be made of these as well. */
export const OFFERS: readonly string[] = [
  '平台|官网|官方|网址|网站|网页版?|网|app|下载|安装|注册|登录|登陆|入口|推荐|预测|走势图?|结果|历史|记录|数据|玩法|规则|技巧|攻略|计划群?|软件|助手|在线|手机版?|安卓版?|苹果版?|人工|赚钱|开户|代理|提现|充值|榜单|多少期|一天|[一二三四五]期|投注站|最新|首页|免费|版|直播|全天|稳赢|必中|极速|秒速|澳洲|加拿大|SG|相关|制作|供应',
]

/** Of sites for adults. */
export const ADULT: readonly string[] = [
  '无码|有码|中文字幕|国产精品|亚洲[一二三四]区|欧美[一二三]区|[一二三]级片|[AaＡ]片|a级|黄片|毛片|成人(?:片|电影|视频|网站)|在线看|免费看|久久|人人(?:干|操|碰|爽)|色情|情色|av(?:在线|天堂)?|精品|视频|专区|乱码|高清',
]
/** Those of them that no other line has. */
export const ADULT_PROOF = '无码|国产精品|亚洲[一二三四]区|毛片|成人(?:片|网站)|人人(?:干|操)|[AaＡ]片|黄片|色情'

/** Of each word of `GAMBLING` and `ADULT_PROOF` a pair of neighbours, as groups of a character and those that may follow it. */
export const KEYWORD_PAIRS =
  '幸运 赛车 飞艇 时彩 分彩 六合 快三3 选0123456789 pk 蛋蛋 0彩 1彩 2彩 3彩 4彩 5彩 6彩 7彩 8彩 9彩 彩票金 足彩 体彩 福彩 博彩 竞彩 ' +
  '买彩 购彩 百家 老虎 棋牌 捕鱼 州扑 真人 电竞 子游 娱乐 赌场博球 下注 投注 押注 开奖 be 盘口 返水 无码 产精 洲一二三四 毛片 成人 ' +
  '人人 a片 ａ片 黄片 色情'

/** What only the sites say that copy books; a line of theirs says two of these, or one and hardly more. */
export const BOOK_SITES =
  'TXT|无弹窗|全本|手打|书友|最新章节|最新更新|免费下载|小说下载|更多(?=.{0,6}(?:小说|好书|电子书))|(?:用户|会员)上传|尽在|收藏本站|书评|(?:小说|书)(?:天堂|屋|吧|城|论坛|网)|本书.{0,2}(?:下载|来自|转自|首发)|来自互联网|不做任何负责|一秒记住|百度搜索'

/** What an inserted advertisement for a tool promises. */
export const PROMISES =
  '推荐|一键|免费|小程序|客户端|网页版|在线版|输入关键词|批量|生成|注册|下载|立即|限时|领取|优惠|点击'
