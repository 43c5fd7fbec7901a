import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../src/index.ts'
import { alone } from '../src/testing/contract.ts'
import { article } from '../src/testing/texts.ts'

const RUNS = Number(process.env.KANWU_RUNS ?? 300)
const SEED = Number(process.env.KANWU_SEED ?? 20_260_601)
const holds = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: RUNS, seed: SEED })

const SITES = ['沙棠在线', '青樟县人民政府', '梧桐巷论坛', '柳溪日报网']
/** One item a line, all in one line with something between them, or nothing. */
const JOINTS = ['\n', ' ', '\u00a0\u00a0', ' | ', '']
const CHANNELS = ['新闻', '资讯', '视频', '财经', '娱乐', '体育', '科技', '汽车', '房产', '教育', '论坛', '专题']
const ACCOUNTS = ['登录 注册', '登录/注册', '[登录] [免费注册]', '登录 | 注册 | 客户端下载', 'Login\nRegister']
const WAYS = [
  '首页 > 新闻 > 正文',
  '您当前的位置：首页 >> 新闻 >> 正文',
  '当前位置：首页 / 要闻 / 正文',
  '首页»新闻»内容',
]
const DATES = ['2031年5月6日 来源：柳溪日报', '发布时间：2031-05-06 08:30', '2031/5/6 作者：温故']
const SHARES = [
  '分享到：微信 微博 QQ空间',
  '分享到：微信微博QQ空间',
  '分享到：\n微信\n微博',
  '【打印本页】【关闭窗口】',
  '点赞 12\n收藏\n分享',
  '扫一扫在手机打开当前页',
]
const NEIGHBOURS = ['上一篇：渡口的铁链\n下一篇：没有了', '上一条：山里的电杆\n下一条：井台', '1 2 3 ... 下一页 尾页']
const RELATED = ['相关阅读', '热门文章', '猜你喜欢', '推荐阅读：', '延伸阅读', '24小时热文', '相关新闻 更多>>']
const LINKS = ['山里的电杆', '渡口的铁链换了新的', '井台边上的棋局', '夜里的豆腐坊']
const FOOTERS = [
  '关于我们 | 联系我们 | 网站地图\nCopyright © 2031 沙棠在线 版权所有',
  '主办单位：青樟县人民政府办公室\n浙ICP备00123456号-1\n网站标识码：0001020034',
  '柳溪日报社版权所有 未经许可不得转载\n违法和不良信息举报电话：0000-1234567',
  '© 2015-2031 沙棠在线 All Rights Reserved. 浙公网安备 00010102000345号',
]

const oneOf = (forms: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...forms)
const channels = fc
  .tuple(fc.shuffledSubarray(CHANNELS, { minLength: 5 }), oneOf(JOINTS))
  .map(([items, joint]) => ['首页', ...items].join(joint))
const related = fc
  .tuple(oneOf(RELATED), fc.shuffledSubarray(LINKS, { minLength: 1 }))
  .map(([label, links]) => [label, ...links].join('\n'))
const dressed = fc.record({
  text: article('\n'),
  site: fc.option(oneOf(SITES), { nil: undefined }),
  head: fc.tuple(channels, oneOf(ACCOUNTS), oneOf(WAYS)).chain((parts) => fc.subarray(parts)),
  date: oneOf(DATES),
  tail: fc
    .tuple(oneOf(SHARES), oneOf(NEIGHBOURS), related, oneOf(FOOTERS))
    .chain((parts) => fc.shuffledSubarray(parts, { minLength: 2 })),
  gap: fc.constantFrom('\n', '\n\n', '\n \n'),
})

describe('an article in the dress of a page', () => {
  it('comes back at risky', () => {
    holds(
      fc.property(dressed, ({ text, site, head, date, tail, gap }) => {
        const [title, ...paragraphs] = text.split('\n')
        const own = [title, date, ...paragraphs].join('\n')
        const above = [...(site === undefined ? [] : [`${title}_${site}`]), ...head]
        const page = [...above, own, ...tail].join('\n').replaceAll('\n', gap)
        expect(cleanText(page, alone('site-furniture', 'risky'))).toBe(own.replaceAll('\n', gap))
      }),
    )
  })

  it('stays as it is without it', () => {
    holds(
      fc.property(dressed, fc.constantFrom('safe' as const, 'risky' as const), ({ text, date, gap }, level) => {
        const [title, ...paragraphs] = text.split('\n')
        const own = [title, date, ...paragraphs].join(gap)
        for (const id of ['site-furniture', 'spam'] as const) expect(cleanText(own, alone(id, level))).toBe(own)
      }),
    )
  })
})
