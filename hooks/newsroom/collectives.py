"""Whether an author is a body of people: a post is signed by a teacher or, more often, by a board or a group."""

from newsroom.author_names import BODIES
from newsroom.catalogue.topics import Topic
from newsroom.vietnamese import nfc


def is_collective(author: Topic) -> bool:
    """What the author's own page says, or else what the name begins with."""
    said = getattr(author.page.fields, "collective", None) if author.page else None
    return bool(BODIES.match(nfc(author.title).lower())) if said is None else bool(said)
