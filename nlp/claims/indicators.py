"""What a number can measure, and the table cells that hold it.

A dotted indicator stands for one idea whatever the form of the year; its readings list the cells of both statutory
forms (国办公开办函〔2019〕60号, 〔2021〕30号). A cell that a report's table does not have drops out when it is looked up.
"""

from __future__ import annotations

from nlp.claims.statement import Reading

LEGAL_PERSONS = ("company", "research", "charity", "legal", "other")
APPLICANTS = ("natural", *LEGAL_PERSONS)

# The proactive table: indicator → its cell in the form of 2019 and of 2021, in the order in which they are tried.
_PROACTIVE: dict[str, tuple[Reading, ...]] = {
    "regulations.made": (("proactive.regulations.made",),),
    "regulations.published": (("proactive.regulations.published",), ("proactive.regulations.made",)),
    "regulations.total": (("proactive.regulations.total",), ("proactive.regulations.valid",)),
    "regulations.repealed": (("proactive.regulations.repealed",),),
    "regulations.valid": (("proactive.regulations.valid",), ("proactive.regulations.total",)),
    "normative.made": (("proactive.normative.made",),),
    "normative.published": (("proactive.normative.published",), ("proactive.normative.made",)),
    "normative.total": (("proactive.normative.total",), ("proactive.normative.valid",)),
    "normative.repealed": (("proactive.normative.repealed",),),
    "normative.valid": (("proactive.normative.valid",), ("proactive.normative.total",)),
    "fees.amount": (("proactive.fees",),),
    "procurement.projects": (("proactive.procurement.projects",),),
    "procurement.amount": (("proactive.procurement.amount",),),
}
for _row in ("licensing", "other_services", "penalty", "coercion", "fees"):
    _base = f"proactive.{_row}"
    _PROACTIVE[f"{_row}.prev_items"] = ((f"{_base}.prev_items",),)
    _PROACTIVE[f"{_row}.delta"] = ((f"{_base}.delta",),)
    _PROACTIVE[f"{_row}.items"] = ((f"{_base}.prev_items", f"{_base}.delta"),)
    if _row != "fees":
        _PROACTIVE[f"{_row}.decisions"] = ((f"{_base}.decisions",), (_base,))

# What happened to the applications as a whole. 收到 and 办理 are used for new ones alone and with those carried in.
_FLOWS: dict[str, tuple[tuple[str, ...], ...]] = {
    "applications.new": (("new",),),
    "applications.received": (("new",), ("new", "carried_in")),
    "applications.carried_in": (("carried_in",),),
    "applications.due": (("new", "carried_in"),),
    "applications.done": (("total",),),
    "applications.handled": (("total",), ("new", "carried_in"), ("new",)),
    "applications.carried_out": (("carried_out",),),
    "applications.disclosed": (("granted", "partial"),),
}


def readings_of(indicator: str) -> tuple[Reading, ...]:
    """The cells, or sums of cells, that an indicator can mean, the most natural first.

    Args:
        indicator: 'proactive.normative.made', 'applications.denied.third_party' (the 总计 column),
            'applications.new.natural', 'applications.new.legal_persons' (法人或其他组织, five columns),
            'review.review.upheld', 'review.litigation.total' (both ways to court), 'review.disputes.total', …

    >>> readings_of("review.litigation.upheld")
    (('review.direct.upheld', 'review.after_review.upheld'),)
    """
    table, _, rest = indicator.partition(".")
    if table == "proactive":
        return _PROACTIVE.get(rest, ())
    if table == "review":
        return _review(rest)
    if indicator in _FLOWS:
        return tuple(tuple(f"applications.{row}.total" for row in rows) for rows in _FLOWS[indicator])
    row, _, column = rest.rpartition(".")
    if column == "legal_persons":
        return readings_of_applicants(row, LEGAL_PERSONS)
    if column in APPLICANTS and row:
        return readings_of_applicants(row, (column,))
    return ((f"applications.{rest}.total",),)


def readings_of_applicants(row: str, columns: tuple[str, ...]) -> tuple[Reading, ...]:
    """The cells of several kinds of applicants in a row, added up.

    >>> readings_of_applicants("new", ("charity", "other"))
    (('applications.new.charity', 'applications.new.other'),)
    """
    return tuple(tuple(f"applications.{r}.{column}" for r in rows for column in columns) for rows in _rows_of(row))


def _rows_of(row: str) -> tuple[tuple[str, ...], ...]:
    return _FLOWS.get(f"applications.{row}", ((row,),))


def _review(rest: str) -> tuple[Reading, ...]:
    part, _, result = rest.partition(".")
    parts = {"litigation": ("direct", "after_review"), "disputes": ("review", "direct", "after_review")}.get(part, (part,))
    results = ("upheld", "corrected", "other") if result == "closed" else (result,)
    return (tuple(f"review.{p}.{r}" for p in parts for r in results),)
