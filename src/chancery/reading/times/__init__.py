"""Times of a text: found, settled on the calendar, written as the record or as TimeML has them."""

from chancery.reading.times.output import half_open, to_json, to_timex3
from chancery.reading.times.read import dated_times, find_times

__all__ = ["dated_times", "find_times", "half_open", "to_json", "to_timex3"]
