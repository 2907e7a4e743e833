"""What stands before every page: the Host header, the token, the headers that keep pages from doing harm."""

from __future__ import annotations

import hmac
import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard", "is_loopback"]

COOKIE = "dragoman_token"
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Lets through only requests that were meant for this program, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, *, host: str = "127.0.0.1", token: str | None = None) -> None:
        self._app = app
        self._host = host
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        await (self._refused(scope) or self._app)(scope, receive, send_guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not let through, `None` for others."""
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            # A page of another site may have had its name point to this machine (DNS rebinding).
            return PlainTextResponse("This host name is not that of dragoman serve.\n", 421)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse(
                "Only GET is understood: a record is not changed here.\n", 405, {"allow": "GET, HEAD"}
            )
        return self._without_token(scope, headers) if self._token is not None else None

    def _is_ours(self, value: str) -> bool:
        """Tell whether a Host header names this machine: by an address, which cannot be redirected, or by its name."""
        host = (
            value[: value.index("]") + 1] if value.startswith("[") and "]" in value else value.split(":")[0]
        ).lower()
        if is_loopback(host) or host == self._host.lower():
            return True
        if is_loopback(self._host):
            return False
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return False
        return True

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        parameters = QueryParams(scope["query_string"])
        if self._is_token(parameters.get("token")):
            # kept in a cookie, and away from the address that is passed on
            rest = [(name, value) for name, value in parameters.multi_items() if name != "token"]
            answer = RedirectResponse(scope["path"] + (f"?{urlencode(rest)}" if rest else ""), 303)
            answer.set_cookie(COOKIE, self._token or "", httponly=True, samesite="strict", path="/")
            return answer
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if self._is_token(_cookie(headers)) or self._is_token(bearer):
            return None
        return PlainTextResponse("A token is needed: open the address that dragoman serve has printed.\n", 401)

    def _is_token(self, value: str | None) -> bool:
        return value is not None and hmac.compare_digest(value.encode(), (self._token or "").encode())


def _cookie(headers: Headers) -> str | None:
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value.strip('"')
    return None
