"""Who said what, through whom: statements of a report. `read_statements` is the door."""

from chancery.reading.statements.claims import read_statements
from chancery.reading.statements.saying import Saying
from chancery.reading.statements.sayings import find_sayings

__all__ = ["Saying", "find_sayings", "read_statements"]
