"""IIS: `web.config`. Old addresses have their pages there, as rewriting takes a module that many servers lack."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from newsroom.hosting.headers import FOLDERS_BY_CONTENT, TYPES, Hosting

_YEAR = "365.00:00:00"


def web_config(hosting: Hosting) -> str:
    """What may be set elsewhere is taken away first: a second entry of one name is an error there."""
    return "\n".join(_lines(hosting)) + "\n"


def _lines(hosting: Hosting) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<configuration>"
    yield "  <system.webServer>"
    yield '    <defaultDocument enabled="true"><files><clear/><add value="index.html"/></files></defaultDocument>'
    yield '    <directoryBrowse enabled="false"/>'
    yield '    <urlCompression doStaticCompression="true"/>'
    lost = quoteattr(f"{hosting.base}404.html")
    yield '    <httpErrors errorMode="Custom">'
    yield f'      <remove statusCode="404"/><error statusCode="404" path={lost} responseMode="ExecuteURL"/>'
    yield "    </httpErrors>"
    yield "    <staticContent>"
    yield from (f"      {line}" for line in _types())
    yield "    </staticContent>"
    yield "    <httpProtocol><customHeaders>"
    yield '      <remove name="X-Powered-By"/>'
    for name, value in hosting.headers:
        yield f"      <remove name={quoteattr(name)}/><add name={quoteattr(name)} value={quoteattr(value)}/>"
    yield "    </customHeaders></httpProtocol>"
    yield "  </system.webServer>"
    for folder in (hosting.assets, *(one.removesuffix("/*") for one in FOLDERS_BY_CONTENT)):
        cache = f'<clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="{_YEAR}"/>'
        inner = f"<system.webServer><staticContent>{cache}</staticContent></system.webServer>"
        yield f"  <location path={quoteattr(folder)}>{inner}</location>"
    yield "</configuration>"


def _types() -> Iterator[str]:
    for ending, kind in TYPES:
        yield f'<remove fileExtension="{ending}"/><mimeMap fileExtension="{ending}" mimeType="{kind}"/>'
    yield '<clientCache cacheControlMode="DisableCache"/>'
