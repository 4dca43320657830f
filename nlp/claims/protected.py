"""Stretches of a text whose numbers count nothing: dates, document numbers, phones, titles, fixed expressions.

Each is a line of data; a new fixed expression is one more word.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.claims.units import words

# Stretches whose numbers count nothing. Each branch is bounded, so that the search stays linear.
_PROTECTED = re.compile(
    r"""
      《[^《》]{1,150}》                                          # a title: 《2021年十项重点》
    | (?:https?://|www\.)[!-~]{1,300}                             # an address on the net
    | (?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}[@＠][A-Za-z0-9_.-]{1,64}  # an e-mail address
    | [〔\[［【(（]\s?(?:19|20|１９|２０)[\d]{2}\s?[〕\]］】)）]\s?(?:第\s?)?\d{0,5}\s?号?  # 〔2021〕30号, （2024）
    | 第?\s?[0-9０-９〇零一二三四五六七八九十百]{1,8}\s?号            # 第60号, 1号楼
    | 第\s?[0-9０-９零〇一二三四五六七八九十百千]{1,10}
        (?:\s?[-—–~～至、]\s?(?:第\s?)?[0-9０-９零〇一二三四五六七八九十百千]{1,10})?
        (?:\s?(?:季度|[条款项章节编批期届次名位号个轮届阶类种组年版层]))?   # 第二十条, 第三季度, 第1-12期
    | [(（]\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[)）]             # （1） (三)
    | (?:1[89]|20|１９|２０)[0-9０-９]{2}\s?(?:[-—–~～至/]\s?(?:20)?[0-9０-９]{2}\s?)?
        (?:学?年|财年)                                           # 2025年, 2019-2020学年
    | [零〇○一二三四五六七八九]{4}\s?年                              # 二〇二〇年
    | (?:20|19)\d\d[-./]\d{1,2}[-./]\d{1,2}                       # 2021-03-05
    | (?<![0-9０-９])[0-9０-９]{2}\s?年(?=度|底|末|初|级)             # 21年度
    | [0-9０-９一二三四五六七八九十]{1,3}\s?(?:[-—–~～至、]\s?[0-9０-９一二三四五六七八九十]{1,3}\s?)?月(?!均|报|刊)
        (?:\s?份|\s?底|\s?初|\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[日号])?   # 9月, 12月31日, 1-12月
    | [0-9０-９一二三四五六七八九十]{1,3}\s?日(?!均)                  # 31日
    | [0-9０-９一二三四五六七八九十]{1,3}\s?[时点]\s?[0-9０-９一二三四五六七八九十]{1,3}\s?分(?!之)   # 9时30分
    | (?:[上下中正]午|凌晨|早上?|晚上?|[至到-])\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[时点](?!间)   # 上午9点
    | [0-9０-９]{1,2}\s?时(?!间|段|候|效)                          # 17时
    | [0-9０-９]{1,2}\s?[:：]\s?[0-9０-９]{2}(?![0-9０-９])          # 9:00
    | (?:电\s?话|传\s?真|手机|邮\s?编|邮政编码|编号|代码|网址|邮箱|备案号|QQ)\s?(?:号码|号)?\s?(?:为|是)?\s?[:：]\s?
        [A-Za-z0-9０-９()（）\-—－ ]{5,40}                        # 邮编：600123
    | (?:电话|邮编|编号|代码)\s?(?:号码|号)?\s?(?:为|是)?\s?[A-Z0-9０-９\-—－]{5,40}
        (?![A-Z0-9０-９\-—－]|\s?[个件条次份])                      # 邮编600123
    | (?<![0-9])0\d{2,3}\s?[-—－–]\s?\d{7,8}                       # 0533-5181064
    | (?<![0-9])1[3-9]\d{9}(?![0-9])                              # a mobile number
    | [0-9０-９]{1,4}\s?[×xX*＊+＋]\s?[A-Za-z0-9０-９]{1,4}(?:\s?(?:个?小时|天))?  # 7×24小时, 1+X
    | (?<![A-Za-z])[A-Za-z]{1,20}[-_]?[0-9][0-9.]{0,20}[A-Za-z0-9]{0,20}  # V2.0, PM2.5
    | (?<![0-9.])[0-9][0-9.]{0,20}(?:[A-Za-z]{1,20}(?<![KMGTk]B)(?<!km)|版)              # 5G, 2.0版
    | 24\s?小时(?=自助|不?间断|在线|服务|全天|热线|值班|值守|开放|客服|咨询|响应|不打烊|政务|便民)
    | [0-9０-９一二三四五六七八九十]{1,4}\s?(?:[楼层室院栋弄巷]|号楼|单元)(?!次|级|面)   # 14层 1202室
    | [一二三四五六七八九十]{1,3}[是要](?=[^\s，。])                # 一是
    | [一二三四1-4]、?(?:[二三四2-4])?\s?季度                       # 三季度
    | [十][一二三四五](?=期间|时期|规划|五)                          # 十四五 stands below
    | [一二三四五六七八九十]{1,2}次(?=全会|全体会议|、[一二三四五六七八九十]{1,2}次全)   # 九次、十次全会
    | [一二三四五六七八九十]{1,2}届(?:[一二三四五六七八九]中全会)?        # 二十届三中全会
    | [十二]{1,2}[一二三四五六七八九](?=大(?:以来|精神|报告|和|、|，|$))  # 十九大, 二十大
    """,
    re.VERBOSE,
)
# 1. 1、 1． at the start of a clause; not 1.2万
_ORDER = re.compile(r"(?:(?<=[\s。；;：:，])|^)\s?[0-9０-９]{1,2}\s?(?:[、]|[.．](?![0-9０-９]))(?!\s?\d+[件条])")
# Numbers that are names, where no unit follows: service lines
SERVICE_LINES = frozenset(
    words("""
    110 119 120 122 12345 12315 12306 12309 12333 12348 12366 12369 12388 12318
    12319 12328 12329 12349 12350 12393 12385 96111
    """)
)

# Fixed expressions with a numeral, found before a unit could be read out of them: 四个意识 names four things that
# every reader knows, it counts nothing that the body did.
_FIXED_WORDS = words("""
四个意识 四个自信 四个全面 两个维护 两个确立 两个一百年 三个代表 三个规定 三个三 三个一 五个一 四个一 六个一
四个最严 四个服务 两个责任 两个清单 两个健康 两个毫不动摇 三个务必 三严三实 三重一大 三会一课 四不两直 两学一做
六稳六保 三审三校 三审制 三级 四级 五级 两级 两会 两手抓 两微一端 两微 双随机 三位一体 四位一体 五位一体 三同步
五公开 六公开 三公 三农 三资 三务 三安全一稳定 三张清单 两张皮 两张网 两张清单 一张网 一张表 一张图 一本账
一本通 一件事 一类事 一次性 一次办 一次办好 一次办成 一次告知 一次都不 一次不用跑 一个人 一个都 一个窗口
一个平台 一个号码 一套班子 一条龙 一家人 一把手 一部手机 一网通办 一站式 一体化 一窗 一门 一起 一种 一类 一批
一定 一系列 一些 一方面 一对一 一线 一律 一并 一致 一般 一旦 一直 一度 一贯 一时 一同 一道 一面 一身 一名称
一期工程 二期工程 千方百计 千家万户 千头万绪 万众 万一 统一 唯一 单一 进一步 逐一 百姓 十分 一老一小 一键 一图
一企一策 一事一审 一事一议 一事一档 一案一策 一次一 四风 四议两公开 五类场所 三新 九小场所 八项规定 十个不得
百日攻坚 百千万工程 十大 两法衔接 两高 三无 三类人员 三类内部事务信息 四类过程性信息 长三角 珠三角 五花八门
两位数 三位数 三项制度 三项清单 四项制度 三项改革 一户一 一人一 一处一 一项一 一件一 一条一 一岗双责 万余家灯火
两不愁三保障 三保障
""")
_FIXED = re.compile("|".join(sorted(map(re.escape, _FIXED_WORDS), key=len, reverse=True)))
# 四级联动, 五化, 三有, 两微: a numeral and a class of things, as a pattern
_FIXED_FORMS = re.compile(
    r"""[一二三四五六七八九十两]位一体      # 五位一体
      | [一二三四五六七八九十两]级(?!\d)   # 四级联动
      | [“"‘「][一二三四五六七八九十两百千][^”"’」\d]{1,12}[”"’」]   # “三个三”, “四个意识”
      | [“"‘「][^”"’」\d]{1,8}[一二三四五六七八九十两][^”"’」\d]{0,8}[”"’」]   # “最多跑一次”
      | [一二三四五六七八九十两]化         # 四化
      | [一二三四五六七八九十两]有[一二三四五六七八九十两无] # 三有三无
    """,
    re.VERBOSE,
)


class Protected:
    """The protected stretches of a text, for look-up by place."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for pattern in (_PROTECTED, _ORDER, _FIXED, _FIXED_FORMS) for m in pattern.finditer(text)]
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def cover(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with start..end."""
        place = bisect_right(self._starts, end - 1) - 1
        return place >= 0 and self._ends[place] > start
