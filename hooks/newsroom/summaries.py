"""Short text for listings: the post's summary, or its first paragraph cut at a word."""

from newsroom.pages import Page, Post
from newsroom.schema import PageFields

SUMMARY_LENGTH = 220  # letters: three lines on a phone


def summary_of(post: Post) -> str:
    """The author's summary whole, else the beginning of the text."""
    return post.fields.summary or beginning(post)


def beginning(page: Page[PageFields], length: int = SUMMARY_LENGTH) -> str:
    """The first paragraph that is a sentence rather than a caption or a list's item, cut to `length` letters."""
    paragraphs = page.article.paragraphs
    text = next((one for one in paragraphs if len(one) > 60), paragraphs[0] if paragraphs else "")
    return cut(text, length)


def cut(text: str, length: int) -> str:
    """Whole words that fit in `length` letters, with an ellipsis when some are left out."""
    if len(text) <= length:
        return text
    whole, _, _ = text[: length + 1].rpartition(" ")
    return (whole or text[:length]).rstrip(" ,;:–-") + "…"
