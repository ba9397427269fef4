"""Scripts and styles as readers get them: without comments and the space that only those who write them need."""

import rcssmin
import rjsmin

_MINIFY = {"js": rjsmin.jsmin, "css": rcssmin.cssmin}
ENDINGS = tuple(f".{ending}" for ending in _MINIFY)


def minified(path: str, text: str) -> str:
    """The same script or style, by the ending of its path."""
    return str(_MINIFY[path.rpartition(".")[2]](text))
