"""Short text for listings: the post's summary, or its first paragraph cut at a word."""

from newsroom.articles.pages import Page, Post
from newsroom.frontmatter.schema import PageFields

SUMMARY_LENGTH = 220  # letters: three lines on a phone


def summary_of(post: Post) -> str:
    """The author's summary whole, else the beginning of the text."""
    return post.fields.summary or beginning(post)


def beginning(page: Page[PageFields], length: int = SUMMARY_LENGTH) -> str:
    """The text's first paragraph cut to `length` letters."""
    return cut(page.article.lead, length)


def cut(text: str, length: int) -> str:
    """Whole words that fit in `length` letters, with an ellipsis when some are left out."""
    if len(text) <= length:
        return text
    whole, _, _ = text[: length + 1].rpartition(" ")
    return (whole or text[:length]).rstrip(" ,;:–-") + "…"
