"""Scripts and styles as readers get them: without what only those who write them need."""

import rcssmin
import rjsmin

ENDINGS = (".js", ".css")


def minified(path: str, text: str) -> str:
    """Gives a script or style without what only its reader needs, by the ending of its path."""
    return str(rjsmin.jsmin(text) if path.endswith(".js") else rcssmin.cssmin(text))
