"""Names that the site knows, for the form to offer: of cells, authors, campaigns and documents."""

from collections.abc import Mapping, Sequence

from newsroom.articles.batches import DigestedFile
from newsroom.frontmatter.schema import DirectiveFields, PostFields
from newsroom.vietnamese import sort_key

_FOLDERS = {"chi-bo": "cell", "tac-gia": "author", "chuyen-de": "campaign"}
FIELDS = ("author", "cell", "campaign", "directive")


def known_names(files: Mapping[str, DigestedFile]) -> Mapping[str, Sequence[str]]:
    """Lists the names that the site has, by field, each in the order of the Vietnamese alphabet."""
    found: dict[str, set[str]] = {field: set() for field in FIELDS}
    for path, (_, file) in files.items():
        fields = file.page.fields if file.page else None
        folder, _, name = path.partition("/")
        if isinstance(fields, PostFields):
            for field in FIELDS:
                value = getattr(fields, field)
                found[field].update([value] if isinstance(value, str) else value)
        elif isinstance(fields, DirectiveFields):
            found["directive"].add(fields.symbol)
        elif fields and folder in _FOLDERS and name != "index.md":
            found[_FOLDERS[folder]].add(fields.title)
    return {field: sorted(names - {""}, key=sort_key) for field, names in found.items()}
