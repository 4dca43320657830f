"""Reconciliation: claims against cells, shares and growth, parts and wholes, likely causes."""

from nlp.reconcile.reconciliation import Reconciliation, reconcile

__all__ = ["Reconciliation", "reconcile"]
