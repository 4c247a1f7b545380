"""The one place that speaks HTTP. Imported late, by `fetch`."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx2

from chancery import __version__
from chancery.intake.fetch import Fetched, Fetcher
from chancery.intake.guard import Target, check_address
from chancery.model import FetchError

_KINDS = ("text/html", "text/plain", "application/xhtml+xml")
_HEADERS = {"User-Agent": f"chancery/{__version__}", "Accept": ", ".join(_KINDS), "Accept-Encoding": "gzip", "Accept-Language": "en"}
_CHUNK = 65_536


class _Pinned(httpx2.HTTPTransport):
    """Connects to the number that was checked, under the name that was asked for."""

    def __init__(self, target: Target, context: ssl.SSLContext) -> None:
        super().__init__(verify=context, trust_env=False)
        self._target = target

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it."""
        request.extensions = {**request.extensions, "sni_hostname": self._target.host}
        request.url = request.url.copy_with(host=self._target.number)
        return super().handle_request(request)


def get(fetcher: Fetcher, address: str) -> Fetched:
    """The page, after at most `fetcher.redirects` redirects, each checked like the first address."""
    context = ssl.create_default_context()
    if fetcher.certificates:
        context.load_verify_locations(fetcher.certificates)
    deadline = time.monotonic() + fetcher.seconds
    current = address
    for _ in range(fetcher.redirects + 1):
        target = check_address(current, allow_private=fetcher.allow_private, resolver=fetcher.resolver)
        page = _step(fetcher, current, target, context, deadline)
        if isinstance(page, Fetched):
            return page
        current = page
    raise FetchError(f"{address}: more than {fetcher.redirects} redirects; give the page's own address")


def _step(fetcher: Fetcher, address: str, target: Target, context: ssl.SSLContext, deadline: float) -> Fetched | str:
    """The page, or the address that it redirects to."""
    left = max(0.1, deadline - time.monotonic())
    timeout = httpx2.Timeout(min(10.0, left))
    try:
        with (
            httpx2.Client(transport=_Pinned(target, context), trust_env=False, timeout=timeout, headers=_HEADERS) as client,
            client.stream("GET", address) as response,
        ):
            if response.is_redirect and response.headers.get("location"):
                return urljoin(address, response.headers["location"])
            return _read(fetcher, address, response, deadline)
    except httpx2.TimeoutException:
        raise FetchError(f"{address}: no answer in time; try again later") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, zlib.error, ssl.SSLError) as error:
        raise FetchError(f"{address}: could not be fetched ({' '.join(str(error).split()) or type(error).__name__})") from None


def _read(fetcher: Fetcher, address: str, response: httpx2.Response, deadline: float) -> Fetched:
    if response.status_code != 200:
        raise FetchError(f"{address}: the server answered {response.status_code} {response.reason_phrase}; expected a page")
    kind, _, rest = response.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in _KINDS:
        raise FetchError(f"{address}: is {kind or 'of no named type'}; expected a page of HTML or plain text")
    charset = rest.partition("charset=")[2].strip(" \"'").partition(";")[0]
    parts: list[bytes] = []
    size = 0
    for part in _unpacked(response, fetcher.largest, address):
        size += len(part)
        if size > fetcher.largest:
            raise _too_large(address, fetcher.largest)
        if time.monotonic() > deadline:
            raise FetchError(f"{address}: the page did not come within {fetcher.seconds:g} s; try again later")
        parts.append(part)
    return Fetched(address, b"".join(parts), kind, charset)


def _unpacked(response: httpx2.Response, largest: int, address: str) -> Iterator[bytes]:
    """The body's bytes, unpacked a bounded piece at a time, so that no small page can swell without limit."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(f"{address}: is packed as {encoding}, which was not asked for")
    unpacker = zlib.decompressobj(31) if "gzip" in encoding else None
    raw = 0
    for chunk in response.iter_raw(_CHUNK):
        raw += len(chunk)
        if raw > largest:
            raise _too_large(address, largest)
        if unpacker is None:
            yield chunk
            continue
        while chunk:
            yield unpacker.decompress(chunk, _CHUNK)
            chunk = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise FetchError(f"{address}: the page broke off before its end; try again")


def _too_large(address: str, largest: int) -> FetchError:
    return FetchError(f"{address}: is larger than {largest / 1e6:.0f} MB; give a page that holds one article")
