"""This project's search against Material's and Pagefind's over the same articles, as a Markdown table."""

import json
import re
import statistics
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin

from benchmark import layouts
from benchmark.articles import Article
from benchmark.asking import Engine, Sitting
from benchmark.measuring import Failed, run
from benchmark.queries import KINDS, Query

WORKER = """async ([address, index]) => {
  const worker = new Worker(address)
  const told = (type, message) => new Promise((resolve, reject) => {
    worker.onerror = event => reject(new Error(event.message))
    worker.onmessage = ({data}) => data.type === type && resolve(data.data)
    worker.postMessage(message)
  })
  const {config, docs} = await (await fetch(index)).json()
  window.ask = async text => (await told(3, {type: 2, data: text})).items.map(([first]) => first.location)
  await told(1, {type: 0, data: {config, docs, options: {suggest: false}}})
}"""
PAGEFIND = """async ([address]) => {
  const engine = await import(address)
  await engine.init()
  window.ask = async text => {
    const {results} = await engine.search(text)
    return (await Promise.all(results.slice(0, 5).map(result => result.data()))).map(({url}) => url)
  }
}"""


def engines(folder: Path, articles: Sequence[Article], peers: bool) -> dict[str, Engine]:
    """Ours and Material's, laid out and built; Pagefind over the posts of ours, if it can be had."""
    layouts.ours(folder / "ours", articles)
    layouts.plain(folder / "plain", articles)
    run([sys.executable, "scripts/build.py"], folder / "ours")
    run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder / "plain")
    ours, plain = folder / "ours/site", folder / "plain/site"
    built = {"ours": _of_worker(ours), "Material": _of_worker(plain)}
    if peers and _has_pagefind(folder, ours):
        built["Pagefind"] = Engine(ours, PAGEFIND, ("/pagefind/pagefind.js",))
    return built


def _of_worker(site: Path) -> Engine:
    found = re.search(r"<script id=\"?__config\"?[^>]*>(.*?)</script>", (site / "index.html").read_text("utf-8"))
    if not found:
        raise Failed(f"{site}: no #__config")
    config = json.loads(found[1])
    index = urljoin("/", f"{config['base']}/search/search_index.json")
    return Engine(site, WORKER, (urljoin("/", config["search"]), index))


def _has_pagefind(folder: Path, site: Path) -> bool:
    tools = folder / "pagefind"
    venv.create(tools, with_pip=True)
    python = str(tools / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pagefind[bin]"], check=False)
    posts = ["--glob", "bai-viet/*/*/*/index.html", "--root-selector", "article.post"]
    try:
        run([python, "-m", "pagefind", "--site", str(site), *posts], folder)
    except Failed as error:
        print(f"Pagefind is left out: {error}", flush=True)
        return False
    return True


def table(results: Mapping[str, Sequence[Sitting]], queries: Sequence[Query]) -> str:
    """Markdown: the share of queries with a right post first, and among the first five; then the costs."""
    rows = [["success@1 / @5", *results], ["---", *["---:"] * len(results)]]
    for kind in (*KINDS, ""):
        asked = [number for number, query in enumerate(queries) if kind in ("", query.kind)]
        if asked:
            shares = [_shares(all_of_them[0], queries, asked) for all_of_them in results.values()]
            rows.append([f"{kind or '**all**'} ({len(asked)})", *shares])
    costs = [_costs(all_of_them) for all_of_them in results.values()]
    rows += [[label, *(cost[label] for cost in costs)] for label in costs[0]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _shares(sitting: Sitting, queries: Sequence[Query], asked: Sequence[int]) -> str:
    found = [[name in queries[at].relevant for name in sitting.answers[at].found] for at in asked]
    first, five = (sum(any(right[:depth]) for right in found) / len(asked) for depth in (1, 5))
    return f"{first:.1%} / {five:.1%}"


def _costs(all_of_them: Sequence[Sitting]) -> dict[str, str]:
    """First answers are those of the sittings with one query each; all others are the first sitting's."""
    whole, starts = all_of_them[0].answers, all_of_them[1:]
    sizes = [(one.size + one.answers[0].size) / 1024 for one in starts]
    times = [one.ready + one.answers[0].milliseconds for one in starts]
    return {
        "KB (gzip) up to the first answer (median)": f"{statistics.median(sizes):,.1f}",
        "KB (gzip) up to the first answer (95th percentile)": f"{statistics.quantiles(sizes, n=20)[-1]:,.1f}",
        "KB (gzip) up to the first answer (most)": f"{max(sizes):,.1f}",
        "KB (gzip) a query after it": f"{statistics.mean(one.size for one in whole[1:]) / 1024:,.1f}",
        "ms until ready": f"{statistics.median(one.ready for one in starts):,.0f}",
        "ms up to the first answer": f"{statistics.median(times):,.0f}",
        "ms a query (median)": f"{statistics.median(one.milliseconds for one in whole):,.1f}",
        "ms a query (95th percentile)": f"{statistics.quantiles((one.milliseconds for one in whole), n=20)[-1]:,.1f}",
    }
