"""What attackers write, made from its parts: carriers × events × addresses × spellings × ways out of what is around it.

Each runs `ran(N)` where it gets to run at all, N being its place in the list.
"""

from collections.abc import Sequence
from itertools import chain, product
from pathlib import Path

_TAGS = "img svg video audio body details input select textarea iframe object embed a p div table td b"
_TAGS += " math form button marquee style link template math:x custom-x source picture dialog label font"
_TAGS += " center ruby title noscript xmp base"
_EVENTS = "onerror onload onclick onfocus ontoggle onmouseover onpointerenter onanimationstart onbegin"
_EVENTS += " onstart onscroll onwheel oncopy onkeydown onbeforetoggle oninput onloadstart"
TAGS, EVENTS = _TAGS.split(), _EVENTS.split()
FORMS = (
    "<@TAG src=x @EVENT=ran(@N)>",
    '<@TAG src="x" autofocus tabindex=1 @EVENT="ran(@N)">x</@TAG>',
    "<@TAG/src='x'/@EVENT='ran(@N)'/>",
    "<@TAG\nsrc=x\n@EVENT = ran(@N) \n></@TAG>",
    '<@TAG title="a>b" open @EVENT="ran(@N)">x</@TAG>',
    "<@TAG title='\"' @EVENT='ran(@N)'//>",
    "<@TAG @EVENT=&#114;an&lpar;@N&rpar; style=animation:x src=x>",
    "<@TAG x=`@EVENT=ran(@N)` @EVENT=`ran(@N)`",
    "x\n{: @EVENT=ran(@N) }",
    '**x**{ @EVENT="ran(@N)" .note #a@N }',
    "## x { @EVENT='ran(@N)' }",
    '![x](x.jpg){ @EVENT="ran(@N)" }',
    "``` { .python @EVENT=ran(@N) }\nx\n```",
)
SCHEMES = (
    "javascript:ran(@N)",
    "JaVaScRiPt:ran(@N)",
    "java&#115;cript:ran(@N)",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;ran(@N)",
    "&#0000106;avascript:ran(@N)",
    "java&Tab;script:ran(@N)",
    "java&NewLine;script&colon;ran(@N)",
    "&#1;javascript:ran(@N)",
    " javascript:ran(@N)",
    "&amp;#106;avascript:ran(@N)",
    "javascript&amp;colon;ran(@N)",
    "javascript://example.test/%0Aran(@N)",
    "java\\script:ran(@N)",
    "\u00a0javascript:ran(@N)",
    "%6Aavascript:ran(@N)",
    "data:text/html,<script>ran(@N)</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuKDEpPC9zY3JpcHQ+",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='ran(@N)'/>",
    "vbscript:ran(@N)",
    "blob:ran(@N)",
    "view-source:javascript:ran(@N)",
    "feed:javascript:ran(@N)",
)
CARRIERS = (
    "[x](@URL)",
    "[x](<@URL>)",
    '[x](@URL "x")',
    "[x][r@N]\n\n[r@N]: @URL",
    "<@URL>",
    '<a href="@URL">x</a>',
    "<a href='@URL' target=_top>x</a>",
    "<A HREF=@URL>x</A>",
    '<img src="@URL">',
    "![x](@URL)",
    '<iframe src="@URL"></iframe>',
    '<iframe srcdoc="<a href=@URL>x</a>"></iframe>',
    '<form action="@URL"><input type=submit></form>',
    '<button formaction="@URL">x</button>',
    '<object data="@URL"></object>',
    '<embed src="@URL">',
    '<link rel=stylesheet href="@URL">',
    '<base href="@URL">',
    '<meta http-equiv=refresh content="0;url=@URL">',
    '<svg><a xlink:href="@URL"><text y=9>x</text></a></svg>',
    '<svg><animate xlink:href=#a attributeName=href values="@URL"/><a id=a><text y=9>x</text></a></svg>',
    '<math href="@URL">x</math>',
    '<video poster="@URL" src="@URL"></video>',
    '<blockquote cite="@URL">x</blockquote>',
    '<table background="@URL"><tr><td background="@URL">x</table>',
    '<p style="background:url(@URL)">x</p>',
)
WAYS_OUT = (
    *("", '">', "'>", "-->", "</title>", "</script>", "</style>", "</textarea>", "</a>", "]]>", '\\">', "`", "\n\n"),
    *("</p></div></article></main>", '" x="', "{{", "{%", "\u2028", "&#2;wzxhzdk:0&#3;", "&#xe000;c0&#xe001;", "<!--"),
)
LAST = (
    "<script>ran(@N)</script>",
    "<script/x>ran(@N)</script\n>",
    "<scr<script>ipt>ran(@N)</scr</script>ipt>",
    "<<script>ran(@N)//<</script>",
    "<script>ran(@N)",
    "<script src=data:text/javascript,ran(@N)></script>",
    "<img src=x onerror=ran(@N)>",
    '" onmouseover="ran(@N)" x="',
    "' autofocus onfocus='ran(@N)' x='",
    "<svg><style><img src=x onerror=ran(@N)></style></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=ran(@N)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran(@N)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=ran(@N)>">',
    "<template><img src=x onerror=ran(@N)></template>",
    "<style>@import 'data:text/css,x'</style><style onload=ran(@N)>x{}</style>",
    "<!--><img src=x onerror=ran(@N)>-->",
    "<![CDATA[<img src=x onerror=ran(@N)>]]>",
    "<?x <img src=x onerror=ran(@N)>?>",
    "<title><img src=x onerror=ran(@N)></title>",
    '<a name="config"></a><form id=__config><input name=textContent value="ran(@N)"></form>',
    "\uff1cscript\uff1eran(@N)\uff1c/script\uff1e",
    "${{code}}{{{code}}}<%= ran(@N) %>",
)


def _kinds() -> tuple[list[str], list[str], list[str]]:
    """Events, addresses, ways out."""
    events = [one.replace("@TAG", tag).replace("@EVENT", name) for one, tag, name in product(FORMS, TAGS, EVENTS)]
    addresses = [carrier.replace("@URL", scheme) for carrier, scheme in product(CARRIERS, SCHEMES)]
    ends = [way + last for way, last in product(WAYS_OUT, LAST)]
    return list(dict.fromkeys(events)), addresses, ends


def payloads(count: int | None = None) -> list[str]:
    """All, or so many, as many of each kind and spread evenly over it."""
    kinds = _kinds()
    chosen = kinds if count is None else [_spread(kind, count // len(kinds)) for kind in kinds]
    return [one.replace("@N", str(n)) for n, one in enumerate(chain(*chosen))]


def _spread(every: Sequence[str], count: int) -> list[str]:
    return [every[at * len(every) // count] for at in range(min(count, len(every)))]


def short(count: int, every: Sequence[str] | None = None) -> list[str]:
    """So many, of ours if no others are given, that may stand in one line, in a name or a field."""
    return _spread([one for one in every or payloads() if "\n" not in one and len(one) < 90], count)


def read_from(path: Path) -> list[str]:
    """A published list, which has one a line, each once; what is no text of any encoding is left as it is."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return list(dict.fromkeys(line for line in lines if line.strip()))
