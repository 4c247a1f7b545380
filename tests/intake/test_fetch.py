"""The guard of the fetcher, and the fetcher against a server on this machine."""

import gzip
import ssl
import subprocess
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from chancery.intake import Fetcher, open_reports
from chancery.intake.guard import check_address, is_public
from chancery.model import FetchError, Report

PAGE = (
    b"<html><body><article><p>Foreign Minister Mira Solberg met Tomas Vega in Lindholm on Tuesday. "
    b"They spoke of the bridge.</p></article></body></html>"
)


def public(host: str, port: int) -> tuple[str, ...]:
    return ("93.184.216.34",)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "192.0.2.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "2001:db8::1",
        "nonsense",
    ],
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"])
def test_public_numbers(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://news.example/", "only https"),
        ("file:///etc/passwd", "only https"),
        ("https://", "not an address"),
        ("https://user:word@news.example/", "leave them out"),
        ("https://news.example:8443/", "port 8443"),
        ("https://news.example:99999/", "not an address"),
        ("https://2130706433/", "bare number"),
        ("https://0x7f000001/", "bare number"),
        ("https://0x7f.1/", "bare number"),
        ("https://127.1/", "bare number"),
        ("https://0177.0.0.1/", "bare number"),
    ],
)
def test_addresses_that_are_refused_by_their_form(address: str, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        check_address(address, allow_private=False, resolver=public)


def test_a_name_that_leads_to_a_private_number_is_refused() -> None:
    for numbers in (("10.0.0.5",), ("93.184.216.34", "127.0.0.1"), ("::ffff:169.254.169.254",)):
        with pytest.raises(FetchError, match="private, loopback or reserved"):
            check_address("https://news.example/", allow_private=False, resolver=lambda host, port, n=numbers: n)  # type: ignore[misc]


def test_localhost_is_refused() -> None:
    for address in ("https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/"):
        with pytest.raises(FetchError):
            list(open_reports(address))


def test_the_password_is_not_repeated() -> None:
    with pytest.raises(FetchError) as error:
        check_address("https://user:word@news.example/", allow_private=False, resolver=public)
    assert "word@" not in str(error.value)


@cache
def bomb() -> bytes:
    return gzip.compress(b"a" * 40_000_000)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))  # type: ignore[attr-defined]
        status, headers, body = self.answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        html = {"Content-Type": "text/html; charset=utf-8"}
        match self.path:
            case "/moved":
                return 302, {"Location": "/page"}, b""
            case "/loop":
                return 302, {"Location": "/loop"}, b""
            case "/inward":
                return 302, {"Location": "https://169.254.169.254/latest"}, b""
            case "/down":
                return 302, {"Location": "http://localhost/page"}, b""
            case "/packed":
                return 200, {**html, "Content-Encoding": "gzip"}, gzip.compress(PAGE)
            case "/bomb":
                return 200, {**html, "Content-Encoding": "gzip"}, bomb()
            case "/cut":
                return 200, {**html, "Content-Encoding": "gzip"}, gzip.compress(PAGE * 50)[:-20]
            case "/image":
                return 200, {"Content-Type": "image/png"}, b"\x89PNG"
            case "/large":
                return 200, html, b"a" * 10_000_001
            case "/none":
                return 404, html, b""
            case _:
                return 200, html, PAGE

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HTTPServer, Path]]:
    folder = tmp_path_factory.mktemp("tls")
    made = subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=news.example",
            "-addext",
            "subjectAltName=DNS:news.example",
            "-keyout",
            str(folder / "key.pem"),
            "-out",
            str(folder / "cert.pem"),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("openssl is needed to make a certificate")
    served = HTTPServer(("127.0.0.1", 0), Handler)
    served.asked = []  # type: ignore[attr-defined]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    served.socket = context.wrap_socket(served.socket, server_side=True)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served, folder / "cert.pem"
    served.shutdown()
    served.server_close()


@pytest.fixture
def fetcher(server: tuple[HTTPServer, Path]) -> Fetcher:
    numbers = {"news.example": ("127.0.0.1",), "localhost": ("127.0.0.1",), "169.254.169.254": ("169.254.169.254",)}
    return Fetcher(allow_private=True, seconds=10, certificates=server[1], resolver=lambda host, port: numbers.get(host, ()))


def address(server: tuple[HTTPServer, Path], path: str) -> str:
    return f"https://news.example:{server[0].server_port}{path}"


@pytest.mark.parametrize("path", ["/page", "/moved", "/packed"])
def test_a_page_is_fetched_under_its_own_name(server: tuple[HTTPServer, Path], fetcher: Fetcher, path: str) -> None:
    [report] = open_reports(address(server, path), fetcher=fetcher)
    assert isinstance(report, Report)
    assert report.text.startswith("Foreign Minister Mira Solberg")
    assert report.address == address(server, "/page" if path == "/moved" else path)
    _, host, agent = server[0].asked[-1]  # type: ignore[attr-defined]
    assert host.startswith("news.example")
    assert agent.startswith("chancery/")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop", "more than 5 redirects"),
        ("/down", "only https"),
        ("/bomb", "larger than 10 MB"),
        ("/large", "larger than 10 MB"),
        ("/cut", "broke off|could not be fetched"),
        ("/image", "is image/png"),
        ("/none", "answered 404"),
    ],
)
def test_what_is_not_taken(server: tuple[HTTPServer, Path], fetcher: Fetcher, path: str, message: str) -> None:
    with pytest.raises(FetchError, match=message) as error:
        fetcher.fetch(address(server, path))
    assert "\n" not in str(error.value)


def test_a_redirect_inward_is_refused(server: tuple[HTTPServer, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The first step is let through by a resolver that calls the server public; the second must not be."""
    monkeypatch.setattr("chancery.intake.guard.is_public", lambda number: number == "127.0.0.1")
    fetcher = Fetcher(certificates=server[1], resolver=lambda host, port: ("127.0.0.1",) if host == "news.example" else (host,))
    monkeypatch.setattr("chancery.intake.http.check_address", lambda address, **k: _any_port(address, **k))
    with pytest.raises(FetchError, match=r"169\.254\.169\.254"):
        fetcher.fetch(address(server, "/inward"))


def _any_port(address: str, *, allow_private: bool, resolver: object) -> object:
    return check_address(address, allow_private="news.example" in address, resolver=resolver)  # type: ignore[arg-type]


def test_a_certificate_of_another_name_is_refused(server: tuple[HTTPServer, Path], fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="could not be fetched"):
        fetcher.fetch(f"https://localhost:{server[0].server_port}/page")


def test_proxy_variables_are_not_heeded(server: tuple[HTTPServer, Path], fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetcher.fetch(address(server, "/page")).content == PAGE
