"""The statutory tables: found in running text, bound to named cells, tried against their identities."""

from nlp.tables.binding import bind, recognise_template
from nlp.tables.flat import find_flat
from nlp.tables.identities import check_identities
from nlp.tables.lookup import Lookup, group_value, value

__all__ = ["Lookup", "bind", "check_identities", "find_flat", "group_value", "recognise_template", "value"]
