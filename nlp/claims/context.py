"""Where a number stands: the words before and behind it, whose number it is, and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.claims.quantities import Quantity

_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_TAIL_END = re.compile(r"[，,。；;、：:！？!?（(）)\n]")

# Words that may stand between a concept and its number without changing what is counted.
_FILLER = re.compile(
    r"""[\s，,、：:（()）“”"‘’—·]
    | 截[至止]?(?:\d{4}\s?年)?(?:\d{1,2}\s?月)?(?:\d{1,2}\s?日|底|末)?
    | \d{4}\s?年度?(?:底|末)? | 全年度? | 年[内底度] | [当今本]年度? | 上年度?末? | 去年 | 上一年度? | 下一?年度? | 次年 | 期间 | 目前 | 现有?
    | 剩?余(?![款额]) | 原有 | 原来 | [现仍变]为 | 来自 | 获得? | 提(?=的) | 一年来 | 年来 | 岁末 | 年[末终] | 牵涉 | 上述 | 前述 | 有关 | 相关 | 关于 | 收场 | 了结 | 告终 | 走上 | 打到 | 诉[至诸]
    | 共计? | 合计 | 总计 | 累计 | 一共 | 总共 | 总量 | 总 | 数量?(?!据) | 其中 | 分别 | 均 | 各 | 都 | 已经? | 实际 | 另外?有? | 还有? | 尚有? | 仅有? | 剩下? | 只有? | 有
    | 为 | 是 | 计 | 达到?(?!标) | 至 | 到 | 约 | 的 | 了 | 中 | 里 | 内 | 含 | 包括 | 包含 | 因 | 被 | 由 | 从 | 自 | 在 | 经 | 对 | 属于? | 系 | 涉及 | 方面 | 情况 | 来看 | 看
    | 按[期时] | 如期 | 依法 | 依规 | 及时 | 全部 | 主要 | 一律 | 直接(?!起诉|提) | 同步 | 继续 | 顺利 | 成功
    | 全[省市县区镇乡州盟旗局厅委部系统街道校院国社会]+ | 我[省市县区镇乡州盟旗局厅委部办校院署中心街道]+ | 本[省市县区镇乡州局厅委部办校院级机关行政单位]+
    | 各级(?:各)?(?:行政机关|部门|单位|政府)? | 各?(?:有关)?部门 | 行政机关 | 机关 | 单位(?!申请) | [省市县区镇乡]{2,8}[两三级]+ | 申请人
    | 作出 | 做出 | 发生 | 产生 | 引发 | 引起 | 提起 | 提出 | 提交 | 公示 | 实施 | 收取 | 征收 | 入库 | 收入 | 完成 | 采取 | 涉公开 | 申请(?=行政复议) | 年度
    | (?:政府)?信息公开(?:类|工作|领域|方面)? | 公开类? | 结果(?!维持|纠正) | 类 | 型 | 案件 | 请求 | 答复 | 登记 | 录得 | 事项 | 件数? | 数 | 新增? | 上 | 与 | 和 | 及 | 以及 | 或者? | 并 | 加 | 加上 | 连同 | 此外
    """,
    re.VERBOSE,
)

# Whoever acts: a body's name directly before what it did.
_BODY = re.compile(
    r"(?P<body>(?![由在对向和与及被将经的内中年月日])[^\W\da-zA-Z由在对向与被将经的内中]{1,14}?(?:局|厅|办公厅|办公室|委员会|委|院|中心|公司|集团|开发区|管委会|街道(?:办事处)?|镇|乡|新区|示范区|园区"
    r"|学校|大学|学院|医院|部门|海关|机关|[省市县区州旗盟]本级|[省市县区镇乡]级|[总支大]队|单位|站|所))"
    r"(?:（[^）]{0,30}）)?(?:全年|本年|当年|另外?|共|自行|单独|分别|直接|统一|又|还|也|已|新|年内|于)*"
    r"(?:收到|受理|办理|接办|承接|登记|新收|办结|作出|做出|收取|承办|答复|处理|接到|接收|实施|公示|公开|制发|印发|制定|出台|被|行政|发生|因|平均)"
)
# 全市各级行政机关, 我局, 本机关, 县乡两级: the whole that the report is about.
_WHOLE = re.compile(r"[一二三四五]是|部分|个别|少数|一些|[全我本各该]|[厅局委部署办院会镇乡]机关|(?:政府|职能|主管|业务)?部门|.*[我本][\u4e00-\u9fff]{1,3}$|[省市县区镇乡]{2,}[两三]级|县级以上|行政机关|有关|相关|承办|责任|成员|被申请")
_SUBSET = re.compile(
    r"(?:单独(?:统计|登记)(?:的|申请|受理)|作为复议机关[^，。；]{0,4}(?:另|受理|办理|收到)|不含|不包括|代[\u4e00-\u9fff]{0,4}(?:部门|上级|机关)|[代托]管的?(?=[\u4e00-\u9fff]{0,2}(?:街道|乡|镇))|省直驻|中央驻|驻[\u4e00-\u9fff]{1,3}单位"
    r"|[镇乡县市区]级(?=收到|新收|受理|办结|$)|全[省市县区]?[\u4e00-\u9fff]{0,4}系统|全国(?!平均|水平)|邻[省市县]|兄弟|其他(?:领域|街道|乡镇|镇|部门|单位|系统))"
)
# 全县同类复议37件 in a town's report: the county's
_LOWEST = re.compile(r"(?:镇|乡|街道|办事处)(?:人民政府|办事处)?$")
_LARGER = re.compile(r"全[省市县区]")
# 厅本级 is the bureau itself; 市本级 is one part of what a city reports, 省政府办公厅本级 of what a province does
_LEVEL = re.compile(r"(?<![\u4e00-\u9fff])(?:其中|全年)?([\u4e00-\u9fff]{1,8})本级")
_COMMA = re.compile(r"[，,]")
_SYSTEM = re.compile(r"系统")
_COURTS = re.compile(r"(?:法院|总署|总局|国家局|上级[^）]*|政府|司法[局厅])$")
_LEFT_OUT = re.compile(r"与[^，。；]{0,6}公开无关|不属于?(?:政府)?信息公开|不计在内|不在其内|(?:未|不)(?:予|再)?(?:计入|纳入|列入)|(?:不在|不属于?)[^，。；]{0,12}(?:统计|范围)|另行(?:统计|公布|发布)|不计算在内")

_OTHER_YEAR = r"(?:\d{4}\s?年度?|上一?年度?|去年度?|前年|往年|上一年)"
# 较上年增加18件 tells nothing of the number's year; 与2018年收到39件相比 and 比2019年的24件 do
_COMPARED = re.compile(
    rf"(?:较|比|与|同|相比|相较于?){_OTHER_YEAR}(?:同期|底|末)?(?:相比|比较|持平)?(?!的?$)(?![的收受新办接共]|登记|处理|作出|发布|公开)"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_YEAR = re.compile(
    r"(?P<date>(?P<year>(?:19|20)\d{2})\s?年(?:度|底|末|以来)?)|(?P<last>(?:上一?年度?|去年)(?!度?(?:报告|年报|提出|存在|查摆)))|(?P<this>[本今当]年度?|全年|年内)|(?P<next>下一?年度?|次年|明年|来年)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A number and its surroundings.

    Attributes:
        index: the number's place in its paragraph.
        sentence: the start of its sentence (up to 。 or ；), an offset.
        lead_start: with the number's start, the span of the words before it: back to the number before, or to the
            sentence's start.
        lead, tail: the words before it and those behind it up to the next punctuation.
        rest: what stands behind it up to the next number or the sentence's end.
    """

    index: int
    sentence: int
    lead_start: int
    lead: str
    tail: str
    rest: str


def places(text: str, quantities: list[Quantity]) -> Iterator[Place]:
    """The surroundings of each of a paragraph's numbers, in order."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    sentence, at, before = 0, 0, 0
    for index, quantity in enumerate(quantities):
        while ends[at] <= quantity.start:
            sentence = ends[at]
            at += 1
        lead_start = max(sentence, before)
        following = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
        stop = _TAIL_END.search(text, quantity.end, max(quantity.end, following))
        tail_end = min(stop.start() if stop else len(text), following)
        yield Place(
            index,
            sentence,
            lead_start,
            text[lead_start : quantity.start],
            text[quantity.end : tail_end],
            text[quantity.end : max(quantity.end, min(ends[at], following))],
        )
        before = quantity.end


def foreign(text: str) -> str:
    """What is left of a stretch when the words that change nothing are taken out: the name of something else.

    >>> foreign("，全年共")
    ''
    >>> foreign("群众来信")
    '群众来信'
    """
    return _FILLER.sub("", text)


def own_words(words: str, issuer: str | None) -> str:
    """The words without the reporting body's own name or short form at their start.

    >>> own_words("市科委另有专栏", "上海市科学技术委员会")
    '专栏'
    """
    words = foreign(words)
    for end in range(len(words), 1, -1):
        if _is_issuer(words[:end], issuer):
            return words[end:]
    return words


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose number it is, if not the report's own.

    Attributes:
        body: the name that shows it.
        reason: what that makes it, a short Chinese phrase.
        doubtful: True for 全系统, which some bodies' tables cover: its numbers can match, but not contradict.
    """

    body: str
    reason: str
    doubtful: bool = False


def other_scope(lead: str, rest: str, issuer: str | None) -> Scope | None:
    """Whether a number is another body's, or that of a part or a larger whole.

    Args:
        lead: the words before the number.
        rest: the words behind it.
        issuer: the reporting body.

    Returns:
        The name that shows it; None where the number is the report's own.
    """
    if issuer and _LOWEST.search(issuer) and (larger := _LARGER.search(lead)):
        return Scope(larger.group(), f"属其他口径（{larger.group()}）")
    level = _LEVEL.search(lead)
    tiers = issuer is not None and issuer.endswith("人民政府") and not _LOWEST.search(issuer)
    if level and (tiers or level[1][-1] in "省市县区州旗盟" or not _is_issuer(level[1], issuer)):
        return Scope(level.group(), f"属其他口径（{level.group()}）")
    subset = _SUBSET.search(lead)
    if subset and not _is_issuer(subset.group(), issuer):
        return Scope(subset.group(), f"属其他口径（{subset.group()}）", bool(_SYSTEM.search(subset.group())))
    for match in _BODY.finditer(_own_clause(lead)):
        body = match.group("body")
        if not _WHOLE.match(body) and not _is_issuer(body, issuer):
            return Scope(body, f"属其他单位（{body}）")
    left_out = _LEFT_OUT.search(rest)
    return Scope(left_out.group(), f"{left_out.group()}，不在本表统计之内") if left_out else None


def _own_clause(lead: str) -> str:
    """The number's own clause, and the one before it where that is no more than a subject: 县税务局，另受理19件."""
    *before, own = _COMMA.split(lead)
    return f"{before[-1]}，{own}" if before and len(before[-1]) <= 12 else own


def _is_issuer(body: str, issuer: str | None) -> bool:
    """省药监局 stands for 岚江省药品监督管理局: its characters stand in the full name in that order."""
    if not issuer:
        return False
    rest = iter(issuer)
    return all(character in rest for character in body) or issuer.endswith(body)


def is_court(scope: Scope | None) -> bool:
    """Courts and superiors hear what is brought against the body: their part in it makes a case no other body's."""
    return scope is not None and bool(_COURTS.search(scope.body))


def year_of(lead: str, year: int | None, before: int | None) -> tuple[int | None, int | None]:
    """The year that a number speaks of.

    Args:
        lead: the words before the number.
        year: the year reported on.
        before: the year that the sentence has spoken of so far.

    Returns:
        The number's year, and the year that the sentence goes on with: '2018年，' opens a stretch about that year, while
        '2018年结转的' concerns the one number.
    """
    found, onward = before, before
    words = _COMPARED.sub("", _BRACKETED.sub("", lead))
    for match in _YEAR.finditer(words):
        if match["date"]:
            found = int(match["year"])
        elif year is not None:
            found = year - 1 if match["last"] else year + 1 if match["next"] else year
        onward = found if match["this"] or words[match.end() :].startswith(("，", ",")) else year
    return found, onward
