"""Claims: numerals, quantities, and what a quantity measures."""

from nlp.claims.extract import find_claims
from nlp.claims.quantities import Quantity, find_quantities
from nlp.claims.statement import Reading, Statement

__all__ = ["Quantity", "Reading", "Statement", "find_claims", "find_quantities"]
