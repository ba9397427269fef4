"""Text cut short for listings."""

LENGTH = 220  # letters: three lines on a phone


def cut(text: str, length: int) -> str:
    """Whole words that fit in `length` letters, with an ellipsis when some are left out."""
    if len(text) <= length:
        return text
    whole, _, _ = text[: length + 1].rpartition(" ")
    return (whole or text[:length]).rstrip(" ,;:–-") + "…"
