"""The web: pages and a JSON API over the views, read-only."""

from chancery.web.app import create_app

__all__ = ["create_app"]
