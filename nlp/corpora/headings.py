"""What headings say of the theme below them: weak labels, each with a confidence and the reason.

Knowledge is in `RULES`, one line a form of heading. The confidences are what each was right in on real reports
(docs/corpora.md says with which command they are measured).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.labels import Aspect, Theme
from nlp.segment.marks import mark_at_start


@dataclass(frozen=True, slots=True)
class WeakLabel:
    """A label that nobody has looked at.

    Attributes:
        theme, aspect: as in `Labelled`.
        confidence: how often such a label is right, 0 to 1.
        why: the heading that it was concluded from, a short phrase.
        run_in: characters at the text's beginning that are the heading which gave the label; 0 where it stands alone.
    """

    theme: Theme
    aspect: Aspect | None
    confidence: float
    why: str
    run_in: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of heading. `pattern` is searched for in the heading without its number."""

    theme: Theme
    pattern: str
    confidence: float


# Whatever stands below one of these is a shortcoming or a measure, whatever its own heading says.
PROBLEMS = Rule(
    "problems",
    r"(?:存在|主要|工作中?)的?.{0,4}(?:问题|不足|困难)|^(?:问题|不足)|(?:问题|不足)(?:$|[及和与、])|有待|还不够"
    r"|改进(?:情况|措施|方向|意见)|整改(?:情况|方向|意见)|^整改|下一?步|努力方向|今后|(?:工作)?(?:打算|思路|计划|展望)$",
    0.97,
)

# The first that fits decides; what is more telling stands above.
RULES: tuple[Rule, ...] = (
    Rule("on_request", r"依申请|公开申请|申请(?:的)?(?:办理|处理|受理|答复)?(?:的)?情况|答复情况", 0.97),
    Rule("on_request", r"复议|诉讼|申诉", 0.97),
    Rule("proactive", r".(?:领域|政府)?信息公开(?:情况)?[。：:]?$", 0.95),
    Rule("other", r"收费|费用(?!支出)|减免", 0.97),
    Rule("other", r"其他需要|其他(?:有关)?(?:事项|事宜)|附(?:件|表)|^(?:引言|前言|说明|编制说明)$", 0.9),
    Rule("platform", r"(?:主要)?(?:形式|渠道|载体|途径)(?:情况|建设)?$|平台(?:和载体|与渠道)?建设|载体建设", 0.95),
    Rule(
        "proactive", r"主动公开|重点领域|解读|回应|关切|新闻发布|发布会|建议.{0,4}提案|公开(?:的)?(?:主要)?内容", 0.95
    ),
    Rule("supervision", r"监督|考核|评议|评估|考评|督[查导办]|检查|培训|问责|责任追究", 0.85),
    Rule("management", r"信息管理|保密|审查|清理|归档|公开属性|源头|指南|(?:编制|修[订改]|完善|更新).{0,6}目录", 0.85),
    Rule(
        "platform", r"平台|网站|公报|公告栏|公开栏|查阅|微博|微信|公众号|新媒体|两微一端|热线|大厅|场所|渠道|载体", 0.75
    ),
    Rule("mechanism", r"组织|领导|机构|制度|机制|体制|人员|经费|支出|责任|部署", 0.85),
    Rule(
        "proactive",
        r"(?:信息|领域|政务|结果|决策|清单|决算|执行|服务|管理)(?:的)?公开|公开(?:的)?(?:数量|类别|范围)",
        0.9,
    ),
)

OUTER = 0.75  # a label from a heading further up is right less often, by this factor
_NO_ASPECT = 0.7  # likewise where a heading names shortcomings and measures together and the text must tell

_PROBLEMS = re.compile(PROBLEMS.pattern)
_RULES = tuple((rule, re.compile(rule.pattern)) for rule in RULES)
_SHORTCOMING = re.compile(r"问题|不足|困难|有待|不够|薄弱|短板|差距|欠缺|不强|不高|滞后|尚未")
_MEASURE = re.compile(
    r"改进|措施|整改|下一?步|打算|今后|努力方向|计划|思路|进一步|继续|加强|加大|完善|提高|强化|健全|将"
)
# Where a text turns from shortcomings to measures.
_TURN = re.compile(
    r"针对|下一?步|今后|改进措施|(?:20\d\d|明)年[，,]?(?:度[，,])?我|我.{1,3}将|将(?:从|进一步|继续|重点|着力)|为此"
)

# '（二）主动公开方面。全年……': number, a phrase without a stop, a stop, and text behind it.
_RUN_IN = re.compile(r"[^。；;：:，,！？\d]{2,24}(?:[。：:]|[\s　]+)(?=\S{6})")


def weak_label(section: Sequence[str], text: str) -> WeakLabel | None:
    """What the headings say of a paragraph.

    Args:
        section: the headings above, outermost first.
        text: the paragraph, with a run-in heading if it has one.

    Returns:
        The label; None where no heading says anything, as 总体情况 does.

    >>> weak_label(["二、主动公开政府信息情况"], "全年公开信息320条。").theme
    'proactive'
    >>> label = weak_label(["一、总体情况"], "（三）政府信息管理。修订公开指南和目录。")
    >>> label.theme, label.run_in, label.why
    ('management', 10, 'run-in heading 政府信息管理')
    >>> weak_label(["一、总体情况"], "全年各项工作有序推进。") is None
    True
    """
    titles = [_bare(title) for title in section]
    end = run_in_end(text)
    run_in = _bare(text[:end]).rstrip("。：: 　") if end else ""
    for title in (*titles, run_in):
        if _PROBLEMS.search(title):
            return _problems(title, titles, run_in, text, end if title is run_in else 0)
    if run_in:
        rule = _first_rule(run_in)
        if rule:
            return WeakLabel(rule.theme, None, rule.confidence, f"run-in heading {run_in}", end)
    for depth, title in enumerate(reversed(titles)):
        rule = _first_rule(title)
        if rule:
            confidence = rule.confidence if depth == 0 else round(rule.confidence * OUTER, 2)
            return WeakLabel(rule.theme, None, confidence, f"heading {title}")
    return None


def run_in_end(text: str) -> int:
    """Where the numbered heading ends that a paragraph begins with, its stop included; 0 where there is none.

    >>> run_in_end("（一）加强领导。成立了领导小组。")
    8
    >>> run_in_end("（一）全年新收申请32件，均按期答复。")
    0
    """
    mark = mark_at_start(text)
    if mark is None:
        return 0
    found = _RUN_IN.match(text, mark.end)
    return found.end() if found else 0


def _bare(title: str) -> str:
    mark = mark_at_start(title)
    return (title[mark.end :] if mark else title).strip()


def _first_rule(title: str) -> Rule | None:
    return next((rule for rule, pattern in _RULES if pattern.search(title)), None)


def _problems(title: str, titles: Sequence[str], run_in: str, text: str, end: int) -> WeakLabel:
    """The innermost words that tell shortcomings from measures decide the aspect."""
    inner = titles[titles.index(title) + 1 :] if title in titles else []
    for words in (run_in, *reversed(inner), title):
        shortcoming, measure = _SHORTCOMING.search(words), _MEASURE.search(words)
        if bool(shortcoming) != bool(measure):
            aspect: Aspect = "problem" if shortcoming else "improvement"
            # A run-in heading that is itself a shortcoming stays in the text: it says something.
            kept = end if words == title else 0
            return WeakLabel("problems", aspect, PROBLEMS.confidence, f"heading {words or title}", kept)
    confidence = round(PROBLEMS.confidence * _NO_ASPECT, 2)
    return WeakLabel("problems", _larger_part(text), confidence, f"heading {title}, aspect from the text", end)


def _larger_part(text: str) -> Aspect:
    """By the turn to measures, where there is one: the manual weighs the parts by their length."""
    turn = _TURN.search(text)
    if turn:
        return "problem" if turn.start() > len(text) / 2 else "improvement"
    return "problem" if len(_SHORTCOMING.findall(text)) >= len(_MEASURE.findall(text)) else "improvement"
