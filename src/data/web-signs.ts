/**
 * What a line has to hold to be anything that the forms of `web-page.ts` and `site-furniture.ts` describe, so that all other lines are
 * done with a look at their pairs of characters: groups of a character and those that may follow it. A colon stands for both, an
 * ideographic space for any blank.
 *
 * By hand, after those forms: of each alternative the pair that is rarest in prose. A test makes lines of every form and looks for a pair
 * in each; who adds a form adds its pair.
 */
export const WEB_PAIRS =
  '0:楼页 1:-楼页 2:-楼页 3:楼页 4:楼页 5:楼页 6:楼页 7:楼页 8:楼页 9:楼页 :: a+-bgvy号字 bs c)py d:bl e*cgmnp feu gln ho ibe jau ' +
  'l:*iny ma ndu ocgkpv ppr下备证 q:qz邮 rckstv shik tacsuw号字 ug wehs x: yr 一则扫期条章篇页 上一则投期条版章篇页 下一则期条章篇载页 不感 与留评 中号字文画 ' +
  '为:0123456789您／ 主页 举报 了又还 二维 于:我本网 交成 享到至 人分气网 今日 以输 件: 价格 传文视 伸阅 位: 作:权维者／ 你是 供图 保存 信业 倍速 倒序 值电 先说 入我收词购 ' +
  '全保声屏政权条站隐 关注链闭 准号字 击排数跳 分享类 切权 列印 创: 利保声政权条 到顶首 制:链／ 前网页 办: 加载 务协合声条 动播版 助中 升级 博文 即注申购 参与 友圈情 反馈 发:布新表 取消 可输 同城类 ' +
  '名:发评 告刊合投服 员:／ 品分评 商: 善列 喜欢 回上列复答顶首 图:0123456789为片／ 在加看 址: 备案 大号字 天是 头条 好友看 字体号数 安备 审:／ 客服 容合 对:／ 导航 小号字 尾页 展开 ' +
  '已是输 帮助 年版 广告 延伸 弹幕 录于后 影:／ 往期 律保声政权条 微信博 怀版 性演 您是 感兴 我的知 截图 户协反服端 才招 打印 扫一码 找回 抢沙 护: 拒绝 招贤 持键 按时热 捷导 排行 接:地 推荐 ' +
  '提交 搜寻索 播到影放电 收藏起 放平 文:域标章网／ 料图开 新回文留评闻 方:微 无障 日志 时排热要 明:出来 昵称 晰度 暂停无 更多 最佳新 有了全更话 朗读 期:文评 未经获 末页 本周版站网页 术支 ' +
  '机:推文版站 权保声政权条 条标统 来到访 板凳 构: 查看 标准清签 栏目 核:／ 梯直 楼主 沙发 注册微我问 流畅 源:0123456789服／ 点击导评阅 热度搜文点门 片:0123456789数／ 版回权物 物车 ' +
  '特大 球网 理: 生:／ 用协帮条网 留所言 疗器 登入出录陆 相似关 看全原更点评 真: 码: 示:全更 私保声政权条隐 稍后 稿:／ 空间 站内分安客导建支标点长 章分归未标 端下 第页 签云 简体 管: 箱: 类目 ' +
  '粉丝 精华彩选 系我方站 繁体 纠错 级搜 线: 经是 络传出支文 续阅 维: 编:辑／ 网[]·【】信出文新站药\u3000 置:为是 者:介关模版／ 能输 脑版 自动 英才 荐到 菜单 营: 行维 ' +
  '表0123456789回情评 被公 要评 见信反建 览人时本量 触屏 计:制 订阅 认号字排 讨论 讯员安 记密者 论坛成 设:与维 访客问 证码 评价论 诉建 译:／ 话:题 该作 说点 请输 读全排 豆瓣 责保声政权条 ' +
  '购买 费注 超大清 跟帖踪 跳到至 转发 载全完文本附 辑:／ 输入 辨率 近期 返回 还看 退出 适老 道了啦导 重播 销量 锁定 键词转 门:户 问人次量 间: 闻排 阅读 隐私 静音 面导 页全设 顶部 预览 领英 ' +
  '频:0123456789加道／ 题: 首页 高清 默认 （c作原实来综编记责'

/** A date has one of these. */
export const DATE_PAIRS = '19 20'

/** What a site says in sentences has one of these, or one of the signs. */
export const SAID_PAIRS =
  '览器 co 版权 未经 许可 备案 声明 提示 re 登录入 長按 长按 ap 客户 本站网 转载 关注闭 位置 链接 标题 欢迎 20 記者 记者 编辑'
export const SAID_SIGNS = '©扫摄攝图'

/** Signs that say so alone: of a way, of a bar, of a note in brackets. */
export const WEB_SIGNS = '©×摄撰榜浏粹赏赞踩馨>＞»›→/|丨｜│<«‹(［］'

/** Items of a single character, with which a bar may begin; those that are no digits. */
export const LONE_ITEMS = '大中小简簡繁英aAtT'

/** Those of them that part the words of a bar, and the bracket of a gloss. */
export const PARTING_SIGNS = '/|丨｜│('

/** What parts the items of a bar beside blanks and what is among the signs. */
export const ITEM_BREAKS = '·【】[]\ufeff'

/** Of each word of `CHANNELS` and of `READER` a pair: only a crowd of them says something. */
export const CROWD_PAIRS =
  '首页 主页 新闻 资讯 视频 财经 娱乐 体育 科技 汽车 房产 教育 军事 国际内 社会 图片 论坛 博客 时尚政 女性 旅游 健康 文化 历史 读书 游戏 股票吧 基金 理财 公益 要闻 专题 直播 户端 手机 邮箱 ' +
  '微博 数码据 家居 美食 星座 育儿 艺术 彩票 评论 观点 地方图 滚动 排行 更多 搜索 登录 注册 导航 行情 关于闭 归档 留言 机阅 书签页 入书 全屏 见反 荐本票 收藏 投推 目录 一章页 报错 章节 护眼 ' +
  '夜间 字体 背景 设置 大中 举报 打赏 话: 点此 t下'
