"""The search index: posts → small static files that overrides/assets/javascripts/search-worker.js reads.

Posts stand in two segments, those since the first day of some month, and all before. A segment's table of syllables
is cut into blocks, where the alphabet says so, and a post has a number that its date and its address settle. So an
edit of one post changes the blocks that its syllables stand in, a file of passages and the lists of its segment, and
these are made of what they were (patching.py); every file has its version in its name, and the manifest knows it.

    search/search_index.json                  what the theme fetches on every page: the manifest's name
    search/<hash>.json                        the manifest: where the blocks of each segment begin, and all versions
    search/<segment>/<start>-<version>.txt    a block (segments.py)
    search/<segment>-facets-<version>.json    topics and number of each of its posts (facets.py)
    search/<segment>-words-<version>.txt      syllables to correct a query by
    search/posts/<segment>-<n>-<version>.json what is shown of some neighbouring posts (passages.py); some have one
                                              version together

Each size here weighs files to be written against bytes to be fetched.
"""

from collections.abc import Sequence

from newsroom.search.facets import facets
from newsroom.search.files import digest, version
from newsroom.search.grid import Entry
from newsroom.search.index import Record, manifest_files, plan_index
from newsroom.search.pieces import Job, Made, Passages, Whole
from newsroom.search.tokens import SearchPost

__all__ = ["Entry", "Record", "SearchPost", "build_index", "plan_index"]


def build_index(posts: Sequence[SearchPost]) -> dict[str, bytes]:
    """Path from the site's root → content, of all posts at once."""
    by_key = {digest(repr(post).encode()): post for post in posts}
    plan = plan_index([Entry(post.url, post.date, key) for key, post in by_key.items()], Record())
    read = {part.name: {at: by_key[entry.key] for at, entry in part.entries.items()} for part in plan.parts}
    jobs: list[Job] = [Whole(part.name, part.size, read[part.name]) for part in plan.parts]
    for group in plan.groups:
        of_part = read[group.name]
        fresh = {place: (key, {at: of_part[at] for at in group.files[place]}) for place, key in group.keys.items()}
        jobs.append(Passages(group.key, group.name, fresh, {}, ""))
    pieces = [job.make() for job in jobs]
    columns = {part.name: facets({at: post.topics for at, post in read[part.name].items()}) for part in plan.parts}
    record = plan.next_record([Made(piece, ()) for piece, _ in pieces], lambda part: version(columns[part.name]))
    files = {path: content for _, some in pieces for path, content in some}
    files |= {kept.facets_path: columns[name] for name, kept in record.segments.items()}
    return files | manifest_files(plan, record)
