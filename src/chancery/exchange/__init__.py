"""Formats in and out, one module each and one line each in FORMATS."""

from chancery.exchange import jsonl
from chancery.exchange.formats import FORMATS, Format, find_format, write
from chancery.exchange.material import Material
from chancery.exchange.plain import to_plain

__all__ = ["FORMATS", "Format", "Material", "find_format", "jsonl", "to_plain", "write"]
