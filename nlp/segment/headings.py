"""What is a heading, and where a heading that is glued to its text ends."""

from __future__ import annotations

import re

from nlp.segment.known_titles import is_known_title, is_main_title, known_title_length
from nlp.segment.marks import Mark, mark_at_start, marks_inside

# A heading longer than this is a sentence.
LONGEST_HEADING = 44
_LOOKED_AT = 200  # characters from a block's beginning in which a glued heading must end
_LONGEST_UNNUMBERED = 24
_LONGEST_STOPPED = 32  # '（一）加强领导，健全机构。' a heading that was given a full stop

_ENDS_SENTENCE = re.compile(r"[。；;！!？?]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE_OPENER = re.compile(r"[一二三四五六七八九十](?:是|要)(?!一)|首先|其次|最后")
# What a full sentence has and a heading with a full stop has not.
_STATES = re.compile(r"\d|[没未无已均将]|本(?:年|机关|单位|部门|级|报告)|全年|^我[区县市局厅省委部镇办]")
_UNNUMBERED = re.compile(r"[^，。；：:！？、\d]{3,22}(?:情况|方面|概况|概述|措施|问题|事项)")

# A sentence that begins here cannot be part of a heading.
_SENTENCE_START = re.compile(
    r"""
      (?:截至|截止)?\s*20\d\d\s*年(?:度|来|以来|初|底)?\s*[，,]            # 2021年，
    | (?:截至|截止)\s*20\d\d\s*年
    | 20\d\d\s*年\s*\d{1,2}\s*月                                          # 2011年3月
    | 20\d\d\s*年(?:度|来|以来)?                                          # 2016年全区主动公开…，
      (?=(?:[我本全共各省市县区厅局未]|没有|围绕|坚持|深入|认真|继续|通过|累计|新增)[^，。；]{2,60}[，。；])
    | (?:今年|一年来|去年|近年来|目前|全年)(?:以来)?[，,]?(?=.{6})          # 今年，我区
    | (?:总体(?:来看|上看|上)|虽然|针对|随着)(?=[^。；：]{2,40}，)           # 总体来看，…  针对……问题，
    | 我[区县市局厅省委部镇办会]                                           # 我区成立了
    | [一二三四五六七八九十]是(?!否)                                       # 一是
    | (?:按照|根据|依据|依照)(?=《|国务院|国办|国家|中央|上级|省|市|区|县|有关|要求)   # 按照《条例》
    | 为(?:了|进一步|深入|加强|贯彻|做好|提升|切实|方便|规范)               # 为进一步
    | (?:本(?:年度|机关|单位|报告|级))(?=.{6})
    """,
    re.VERBOSE,
)
_UNFINISHED = re.compile(r"[在于对自至从为向到按据将与和及的由使让把被、，,《“（(是有了以并或等第]$")
_NOUN_END = re.compile(
    r"(?:情况|方面|公开|建设|机制|体制|内容|数量|类别|形式|工作|管理|制度|领导|保障|解读|回应|服务|水平|力度|培训|措施|问题|"
    r"渠道|平台|队伍|监督|考核|审查|行为|目录|概述|概况|事项|做法|责任|关切|质量|效能|实效|基础|重点|申请|诉讼|复议)$"
)
_UP_TO_NOUN = re.compile(
    r"(?![在对就从将按除])[^，。；：！？]{3,28}?(?:情况|方面)(?=[\u4e00-\u9fff])(?![的和与及等进下紧是有为也均]|统计|报告|通报|说明|分析)"
)
# After a shared title these carry it on: '主动公开的…', '总体情况和…'.
_CARRIES_ON = "的和与及数、，,：:。；;（("
_LONGEST_SECOND_PHRASE = 8  # '加强组织领导 制定整改措施': what follows a blank is part of the heading if it is as short
# '（三）重点领域信息公开进一步强化。': a run-in heading that goes on behind the shared title.
_PREDICATE = re.compile(
    r"(?:进一步|不断|更加|有待|日趋|日益|逐步|持续|得到|取得|稳步|全面|有序|到位)[^，]{0,12}[。；]|[^，。；]{1,4}[。；](?=.)"
)
_SAFE_TITLE = 6  # characters; a shared title as long as this is not the beginning of an ordinary sentence


def is_heading(text: str, level: int | None, following: str | None) -> bool:
    """Whether a block is a heading that stands alone.

    Args:
        text: the block.
        level: the outline level that its source gives, if any.
        following: the next block of text, None before a table and at the end.

    Returns:
        True for '（一）主动公开方面', False for '（一）主动公开。全年……' and for a numbered sentence.
    """
    if _CLAUSE_OPENER.match(text) or len(text) > LONGEST_HEADING + 6:
        return False
    mark = mark_at_start(text)
    body = text[mark.end :] if mark else text
    if not body:
        return False
    if is_known_title(body.rstrip("。：:")) and (mark or level or is_main_title(body)):
        return True
    if not mark:
        return _is_unnumbered_heading(text, level, following)
    if _ENDS_SENTENCE.search(body[:-1]) or len(body) > LONGEST_HEADING or not _HAN.search(body):
        return False
    if body[-1] in "；;，,、" or body.count("，") > 2:
        return False
    if _ENDS_SENTENCE.match(body[-1]):
        return _is_stopped_heading(mark, body, level, following)
    return True


def _is_stopped_heading(mark: Mark, body: str, level: int | None, following: str | None) -> bool:
    """A heading with a full stop looks like a short numbered sentence: what follows tells them apart."""
    if len(body) > _LONGEST_STOPPED or _STATES.search(body):
        return False
    if level is not None:
        return True
    if following is None:
        return False
    following_mark = mark_at_start(following)
    if following_mark is None:
        return len(following) > len(body)
    return following_mark.rank > mark.rank


def _is_unnumbered_heading(text: str, level: int | None, following: str | None) -> bool:
    if _ENDS_SENTENCE.search(text) or text[-1] in "，,：:、" or not _HAN.search(text):
        return False
    if level is not None:
        return len(text) <= LONGEST_HEADING
    return len(text) <= _LONGEST_UNNUMBERED and _UNNUMBERED.fullmatch(text) is not None and bool(following)


def glued_heading_end(text: str, issuer: str = "") -> int | None:
    """Where the heading ends that a block begins with, if its text follows without a mark between.

    Args:
        text: a block that begins with a number.
        issuer: the reporting body's name; a sentence may begin with it.

    Returns:
        The offset behind the heading; None where there is no such heading or it cannot be told where it ends. A
        heading that ends in a full stop is run in: it belongs to its paragraph, and None is returned.

    >>> text = "一、总体情况2021年，本局认真贯彻"
    >>> text[: glued_heading_end(text)]
    '一、总体情况'
    >>> glued_heading_end("（一）加强领导。全年召开会议3次。") is None
    True
    """
    mark = mark_at_start(text)
    if mark is None:
        return None
    text = text[:_LOOKED_AT]
    for find in (_end_of_known_title, _end_at_child, _end_at_sentence, _end_at_noun, _end_at_space):
        end = find(text, mark)
        if end is not None:
            return end
    named = text.find(issuer, mark.end + 4) if len(issuer) > 3 else -1
    head = text[mark.end : named]
    return named if named > 0 and _could_be_heading(head) and not _UNFINISHED.search(head) else None


def _end_of_known_title(text: str, mark: Mark) -> int | None:
    length = known_title_length(text[mark.end :])
    end = mark.end + length
    if not length or end >= len(text) or text[end] in _CARRIES_ON:
        return None
    rest = text[end:]
    if _PREDICATE.match(rest):
        return None
    sure = length >= _SAFE_TITLE or (mark.form == "section" and is_main_title(text[mark.end : end]))
    if sure or rest[0].isspace() or _SENTENCE_START.match(rest) or rest.strip("。 ") == "无":
        return end
    return None


def _end_at_child(text: str, mark: Mark) -> int | None:
    """'（二）工作制度方面1、明确……': the first number one level down ends the heading above it."""
    for inner in marks_inside(text[mark.end : mark.end + LONGEST_HEADING]):
        head = text[mark.end : mark.end + inner.start]
        if inner.ordinal == 1 and inner.rank > mark.rank and _could_be_heading(head):
            return mark.end + inner.start
    return None


def _end_at_sentence(text: str, mark: Mark) -> int | None:
    for found in _SENTENCE_START.finditer(text, mark.end + 4, mark.end + LONGEST_HEADING + 40):
        head = text[mark.end : found.start()].rstrip()
        if not _could_be_heading(head):
            return None
        dated = found.group().endswith(("，", ",")) and "20" in found.group()
        if (dated or _NOUN_END.search(head)) and not _UNFINISHED.search(head):
            words = re.split(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", head)
            late = len(words) > 1 and len(words[-1]) > _LONGEST_SECOND_PHRASE
            return mark.end + len(head) - len(words[-1]) if late else found.start()
    return None


def _end_at_noun(text: str, mark: Mark) -> int | None:
    """'（四）项目信息公开情况坚持……': headings end in 情况 and 方面, sentences seldom run through them unmarked."""
    found = _UP_TO_NOUN.match(text[mark.end :])
    return mark.end + found.end() if found else None


def _end_at_space(text: str, mark: Mark) -> int | None:
    space = re.search(r"\s", text[mark.end :])
    if space is None:
        return None
    head = text[mark.end : mark.end + space.start()]
    rest = text[mark.end + space.end() :].lstrip()
    starts_sentence = (_HAN.match(rest) and rest[0] not in "年月日") or re.match(r"20\d\d\s*年", rest)
    long_enough = len(rest) >= 20 or (len(rest) >= 10 and rest[-1] == "。")
    if not long_enough or not starts_sentence or not _could_be_heading(head) or not _HAN.match(head[-1]):
        return None
    return mark.end + space.start() if not _UNFINISHED.search(head) else None


def _could_be_heading(head: str) -> bool:
    return 3 <= len(head) <= LONGEST_HEADING - 8 and not re.search(r"[。；;：:！？]", head) and head.count("，") <= 1
