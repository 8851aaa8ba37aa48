"""Scores find their boards: names are looked up, settings read, scales settled; what cannot be placed keeps its reason."""

from extractors.linking.place import REASONS, Reason, link

__all__ = ["REASONS", "Reason", "link"]
