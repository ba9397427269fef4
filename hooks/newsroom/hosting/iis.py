"""IIS: `web.config`. Old addresses have their pages there, as rewriting takes a module that many servers lack."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from newsroom.hosting.headers import FOLDERS_BY_CONTENT, TYPES, Hosting

_ATTACHED = (
    (".7z", "application/x-7z-compressed"), (".epub", "application/epub+zip"), (".flac", "audio/flac"),
    (".heic", "image/heic"), (".heif", "image/heif"), (".ics", "text/calendar"), (".m4a", "audio/mp4"),
    (".m4v", "video/mp4"), (".mp4", "video/mp4"), (".svg", "image/svg+xml"),
    (".mkv", "video/x-matroska"), (".odg", "application/vnd.oasis.opendocument.graphics"),
    (".odp", "application/vnd.oasis.opendocument.presentation"),
    (".ods", "application/vnd.oasis.opendocument.spreadsheet"), (".odt", "application/vnd.oasis.opendocument.text"),
    (".oga", "audio/ogg"), (".ogg", "audio/ogg"), (".ogv", "video/ogg"), (".opus", "audio/ogg"),
    (".rar", "application/vnd.rar"),
    (".vcf", "text/vcard"), (".webm", "video/webm"),
)  # fmt: skip
"""A file whose type it does not know is to IIS as one that is not there; which it knows depends on its age."""
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
    yield '    <security><requestFiltering allowDoubleEscaping="true"/></security>'  # else no name may have a plus
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
    for ending, kind in (*TYPES, *_ATTACHED):
        yield f'<remove fileExtension="{ending}"/><mimeMap fileExtension="{ending}" mimeType="{kind}"/>'
    yield '<clientCache cacheControlMode="DisableCache"/>'
