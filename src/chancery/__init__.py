"""Chancery reads diplomatic reports and keeps a cited, dated record of them."""

__version__ = "0.1.0"
