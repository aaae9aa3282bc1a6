#!/usr/bin/env python3
"""Turns articles/*.txt into what the demo serves: site/, feeds.toml and expected.tsv.

    samples/make_samples.py            write them anew
    samples/make_samples.py --check    write nothing; exit 1 if they are not what the sources say

Deterministic, standard library only, no network. README.md describes the source form.
"""
import argparse
import base64
import json
import re
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import format_datetime
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
BASE = "http://127.0.0.1:8000"  # replaced by whoever serves the folder; see README.md
LATEST = datetime(2026, 11, 20, 6, tzinfo=timezone.utc)
VERDICTS = {"opener", "alert", "never", "sensitive"}
FACETS = {"company", "team", "industry", "interest", "project", "place", "person", "role"}


class SourceError(Exception):
    """A source file that cannot be read; the text names file and block."""


@dataclass
class Item:
    id: str
    date: datetime
    title: str
    paragraphs: list
    author: str = ""
    tags: tuple = ()
    url: str = ""
    guid: str = ""

    @property
    def slug(self):
        plain = self.title.lower().translate(str.maketrans("äöüéèñóíç", "aoueenoic"))
        words = re.findall(r"[a-z0-9]+", plain.replace("ß", "ss").replace("'", ""))
        return "-".join(words[:8])

    @property
    def teaser(self):
        """The first sentences of the text, as many as make a dozen words."""
        ends = re.finditer(r"(?<![A-Z]T\.)(?<!St\.)(?<!Dr\.)(?<=[.!?”\"]) (?=[A-ZÄÖÜ“\"])",
                           self.paragraphs[0])
        for end in ends:
            if len(self.paragraphs[0][:end.start()].split()) >= 12:
                return self.paragraphs[0][:end.start()]
        return self.paragraphs[0]


@dataclass
class Outlet:
    head: dict
    items: list

    def __getitem__(self, key):
        return self.head[key]

    def get(self, key):
        return self.head.get(key, "")

    @property
    def newest(self):
        return max(item.date for item in self.items)


# --- reading -----------------------------------------------------------------------------------


def read_block(text, where):
    """(header, paragraphs) of "key: value" lines, a blank line and paragraphs."""
    header_text, _, body = text.strip("\n").partition("\n\n")
    header = {}
    for line in header_text.split("\n"):
        key, colon, value = line.partition(":")
        if not colon or key in header:
            raise SourceError(f"{where}: expected one 'key: value', found {line!r}")
        header[key] = value.strip()
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", body) if p.strip()]
    return header, paragraphs


def read_outlet(path):
    blocks = re.split(r"^----$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    outlet = Outlet(read_block(blocks[0], path.name)[0], [])
    for number, block in enumerate(blocks[1:], 1):
        header, paragraphs = read_block(block, f"{path.name} block {number}")
        unknown = set(header) - {"id", "date", "title", "by", "tags", "copy-of"}
        if unknown or not {"id", "date"} <= set(header):
            raise SourceError(f"{path.name} block {number}: unknown {unknown} or no id or date")
        date = datetime.strptime(header["date"], "%Y-%m-%d %H:%M").replace(tzinfo=timezone.utc)
        item = Item(header["id"], date, header.get("title", ""), paragraphs, header.get("by", ""),
                    tuple(t.strip() for t in header.get("tags", "").split(",") if t.strip()))
        item.copy_of = header.get("copy-of", "")
        outlet.items.append(item)
    return outlet


def read_outlets(folder):
    outlets = [read_outlet(path) for path in sorted(folder.glob("*.txt"))]
    by_id = {}
    for item in (item for outlet in outlets for item in outlet.items):
        if item.id in by_id:
            raise SourceError(f"{item.id}: used twice")
        by_id[item.id] = item
    for item in by_id.values():
        if item.copy_of:  # syndicated: another's text, and its headline unless it has its own
            original = by_id[item.copy_of]
            item.paragraphs = original.paragraphs + item.paragraphs
            item.title = item.title or original.title
        if not item.title or not item.paragraphs or item.date > LATEST:
            raise SourceError(f"{item.id}: needs a title, a text and a date up to {LATEST}")
    for outlet in outlets:
        outlet.items.sort(key=lambda item: (item.date, item.id), reverse=True)
        for item in outlet.items:
            give_address(outlet, item)
    guids = [item.guid for item in by_id.values()]
    if len(set(guids)) != len(guids):
        raise SourceError("two articles have one guid")
    return outlets


def give_address(outlet, item):
    if outlet["format"].startswith("page"):
        item.url = f"{BASE}/{outlet['releases']}/{item.slug}.html"
    else:
        item.url = f"{outlet['site']}{item.date:%Y/%m/%d}/{item.slug}"
    host = outlet["site"].split("/")[2] if outlet.get("site") else ""
    item.guid = {"link": item.url, "tag": f"tag:{host},2026:{item.id}", "id": item.id,
                 "number": f"https://{host}/?p={48000 + 13 * int(item.id[-2:])}"
                 }[outlet["guid"]]


# --- feeds -------------------------------------------------------------------------------------


def iso(date):
    return f"{date:%Y-%m-%dT%H:%M:%SZ}"


def rfc822(date):
    return format_datetime(date, usegmt=True)


def html_body(item):
    return "\n".join(f"<p>{escape(p, quote=False)}</p>" for p in item.paragraphs)


def tag(name, text, **attributes):
    pairs = "".join(f' {k.replace("_", ":")}="{escape(v)}"' for k, v in attributes.items())
    return f"<{name}{pairs}>{escape(text, quote=False)}</{name}>"


def rss_plain(outlet, version):
    """RSS 0.91 and 0.92: no guid, no author; 0.92 adds categories and may leave things out."""
    items = []
    for item in outlet.items:
        lines = [tag("title", item.title), tag("link", item.url),
                 tag("description", " ".join(item.paragraphs) if version == "0.91"
                     else html_body(item))]
        if version == "0.92":
            lines += [tag("category", t) for t in item.tags]
        lines.append(tag("pubDate", rfc822(item.date)))
        items.append("<item>\n" + "\n".join(lines) + "\n</item>")
    return (f'<rss version="{version}">\n<channel>\n'
            + "\n".join([tag("title", outlet["name"]), tag("link", outlet["site"]),
                         tag("description", outlet["about"]),
                         tag("language", outlet["language"]),
                         tag("lastBuildDate", rfc822(outlet.newest))] + items)
            + "\n</channel>\n</rss>\n")


def rss20(outlet):
    parts = outlet.get("parts").split()
    items = []
    for item in outlet.items:
        lines = [tag("title", item.title), tag("link", item.url)]
        if outlet["guid"] == "link":
            lines.append(tag("guid", item.guid))
        else:
            lines.append(tag("guid", item.guid, isPermaLink="false"))
        lines.append(tag("dc:date", iso(item.date)) if "dc-date" in parts
                     else tag("pubDate", rfc822(item.date)))
        if item.author:
            address = f"desk@{outlet['site'].split('/')[2]} ({item.author})"
            lines.append(tag("dc:creator", item.author) if "dc" in parts
                         else tag("author", address))
        lines += [tag("category", t) for t in item.tags]
        if "content" in parts:
            lines += [tag("description", item.teaser),
                      f"<content:encoded><![CDATA[{html_body(item)}]]></content:encoded>"]
        elif "teaser" in parts:
            lines.append(tag("description", item.teaser))
        else:
            lines.append(tag("description", html_body(item)))
        if "media" in parts:
            lines.append(f'<media:content url="{outlet["site"]}img/{item.id}.jpg" medium="image"'
                         ' type="image/jpeg"/>')
        items.append("<item>\n" + "\n".join(lines) + "\n</item>")
    spaces = {"content": "http://purl.org/rss/1.0/modules/content/",
              "dc": "http://purl.org/dc/elements/1.1/",
              "media": "http://search.yahoo.com/mrss/"}
    declared = "".join(f' xmlns:{p}="{spaces[p]}"' for p in parts if p in spaces)
    return (f'<rss version="2.0"{declared}>\n<channel>\n'
            + "\n".join([tag("title", outlet["name"]), tag("link", outlet["site"]),
                         tag("description", outlet["about"]), tag("language", outlet["language"]),
                         tag("lastBuildDate", rfc822(outlet.newest)), tag("ttl", "60")] + items)
            + "\n</channel>\n</rss>\n")


def rdf(outlet):
    order = "\n".join(f'<rdf:li rdf:resource="{escape(i.guid)}"/>' for i in outlet.items)
    items = "\n".join(
        f'<item rdf:about="{escape(i.guid)}">\n' + "\n".join(
            [tag("title", i.title), tag("link", i.url), tag("description", i.teaser),
             f"<content:encoded><![CDATA[{html_body(i)}]]></content:encoded>"]
            + ([tag("dc:creator", i.author)] if i.author else [])
            + [tag("dc:subject", t) for t in i.tags] + [tag("dc:date", iso(i.date))])
        + "\n</item>" for i in outlet.items)
    return ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
            ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
            f'<channel rdf:about="{escape(outlet["site"])}">\n'
            + "\n".join([tag("title", outlet["name"]), tag("link", outlet["site"]),
                         tag("description", outlet["about"]), tag("dc:language", outlet["language"]),
                         f"<items>\n<rdf:Seq>\n{order}\n</rdf:Seq>\n</items>"])
            + f"\n</channel>\n{items}\n</rdf:RDF>\n")


def atom10(outlet):
    kind = outlet["text"]  # how titles and texts are given: html, xhtml or text
    relative = bool(outlet.get("xml-base"))
    entries = []
    for item in outlet.items:
        url = item.url.removeprefix(outlet["site"]) if relative else item.url
        lines = [tag("id", item.guid), tag("title", item.title),
                 f'<link rel="alternate" type="text/html" href="{escape(url)}"/>',
                 tag("published", iso(item.date)), tag("updated", iso(item.date))]
        if item.author:
            lines.append("<author>" + tag("name", item.author) + "</author>")
        lines += [f'<category term="{escape(t)}"/>' for t in item.tags]
        if kind == "xhtml":
            lines.append('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
                         + html_body(item) + "</div></content>")
        elif kind == "html":
            lines += [tag("summary", item.teaser), tag("content", html_body(item), type="html")]
        else:
            lines.append(tag("content", "\n\n".join(item.paragraphs), type="text"))
        entries.append("<entry>\n" + "\n".join(lines) + "\n</entry>")
    base = f' xml:base="{outlet["site"]}"' if relative else ""
    return (f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet["language"]}"{base}>\n'
            + "\n".join([tag("id", outlet["site"]), tag("title", outlet["name"]),
                         tag("subtitle", outlet["about"]),
                         f'<link rel="alternate" href="{outlet["site"]}"/>',
                         tag("updated", iso(outlet.newest)),
                         "<author>" + tag("name", outlet["name"]) + "</author>"] + entries)
            + "\n</feed>\n")


def atom03(outlet):
    entries = []
    for item in outlet.items:
        encoded = base64.b64encode(html_body(item).encode()).decode()
        # Atom 0.3 lets each text say how it is packed; every third one here is base64.
        packed = (f'<content type="text/html" mode="base64">{encoded}</content>'
                  if int(item.id[-2:]) % 3 == 0 else
                  tag("content", html_body(item), type="text/html", mode="escaped"))
        lines = [tag("title", item.title),
                 f'<link rel="alternate" type="text/html" href="{escape(item.url)}"/>',
                 tag("id", item.guid), tag("issued", iso(item.date)),
                 tag("modified", iso(item.date)), packed]
        if item.author:
            lines.append("<author>" + tag("name", item.author) + "</author>")
        entries.append("<entry>\n" + "\n".join(lines) + "\n</entry>")
    return (f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"'
            f' xml:lang="{outlet["language"]}">\n'
            + "\n".join([tag("title", outlet["name"]), tag("tagline", outlet["about"]),
                         f'<link rel="alternate" type="text/html" href="{outlet["site"]}"/>',
                         tag("modified", iso(outlet.newest))] + entries)
            + "\n</feed>\n")


def json_feed(outlet, version):
    items = []
    for item in outlet.items:
        made = {"id": item.guid, "url": item.url, "title": item.title,
                "summary": item.teaser, "date_published": iso(item.date), "tags": list(item.tags)}
        if version == "1.1":
            made["content_html"] = html_body(item)
            if item.author:
                made["authors"] = [{"name": item.author}]
        else:
            made["content_text"] = "\n\n".join(item.paragraphs)
            if item.author:
                made["author"] = {"name": item.author}
        items.append(made)
    feed = {"version": f"https://jsonfeed.org/version/{version.replace('.0', '')}",
            "title": outlet["name"], "home_page_url": outlet["site"],
            "description": outlet["about"]}
    if version == "1.1":
        feed["language"] = outlet["language"]
    return json.dumps(feed | {"items": items}, ensure_ascii=False, indent=1) + "\n"


FEEDS = {
    "rss-0.91": lambda o: rss_plain(o, "0.91"), "rss-0.92": lambda o: rss_plain(o, "0.92"),
    "rss-1.0": rdf, "rss-2.0": rss20, "atom-0.3": atom03, "atom-1.0": atom10,
    "json-1.0": lambda o: json_feed(o, "1.0"), "json-1.1": lambda o: json_feed(o, "1.1"),
}


def feed_bytes(outlet):
    text = FEEDS[outlet["format"]](outlet)
    if outlet["format"].startswith("json"):
        return text.encode()
    encoding = outlet.get("encoding") or "utf-8"
    declared = encoding.removesuffix("-sig").upper()
    text = f'<?xml version="1.0" encoding="{declared}"?>\n{text}'
    return text.encode(encoding, errors="xmlcharrefreplace")


# --- newsroom pages ----------------------------------------------------------------------------

STYLE = "<style>body{font:16px/1.5 sans-serif;max-width:46em;margin:auto;padding:1em}</style>"


def html_page(outlet, title, main, depth):
    up = "../" * depth
    return f"""<!DOCTYPE html>
<html lang="{outlet['language']}">
<head>
<meta charset="utf-8">
<title>{escape(title)} | {escape(outlet['company'])}</title>
<meta property="og:site_name" content="{escape(outlet['company'])}">
{STYLE}
</head>
<body>
<header class="site-header">
<p class="logo">{escape(outlet['company'])}</p>
<nav><ul><li><a href="{up}about.html">About us</a></li><li><a href="{up}products.html">Products</a></li>
<li><a href="{up}careers.html">Careers</a></li><li><a href="{up}contact.html">Contact</a></li></ul></nav>
</header>
{main}
<footer>
<p><a href="{up}about.html">About {escape(outlet['company'])}</a> | <a href="{up}contact.html">Press contact</a></p>
<p>&copy; 2026 {escape(outlet['company'])}. All rights reserved.</p>
</footer>
</body>
</html>
"""


def listing_cards(outlet):
    cards = "\n".join(
        f'<li class="card"><article><time datetime="{i.date:%Y-%m-%d}">{i.date:%d %B %Y}</time>\n'
        f'<h3><a href="{i.slug}.html">{escape(i.title)}</a></h3>\n'
        f'<p>{escape(i.teaser)}</p></article></li>' for i in outlet.items)
    return f"<main>\n<h1>Newsroom</h1>\n<ul class=\"cards\">\n{cards}\n</ul>\n</main>"


def listing_table(outlet):
    rows = "\n".join(
        f"<tr><td>{i.date:%b} {i.date.day}, {i.date.year}</td>"
        f'<td><a href="releases/{i.slug}.html">{escape(i.title)}</a></td>'
        f"<td>{escape(', '.join(i.tags))}</td></tr>" for i in outlet.items)
    return ('<div id="content">\n<h2>Press releases</h2>\n<table>\n'
            f"<tr><th>Date</th><th>Release</th><th>Topic</th></tr>\n{rows}\n</table>\n</div>\n"
            '<div id="side"><h4>For journalists</h4><p><a href="../contact.html">Ask the press '
            'office</a></p><p><a href="../media-kit.html">Logos and photographs</a></p></div>')


def release_page(outlet, item, related, depth):
    others = "\n".join(f'<li><a href="{r.slug}.html">{escape(r.title)}</a></li>' for r in related)
    by = f'<p class="byline">By {escape(item.author)}</p>\n' if item.author else ""
    main = (f"<main><article>\n<h1>{escape(item.title)}</h1>\n"
            f'<p class="date"><time datetime="{iso(item.date)}">{item.date.day} {item.date:%B %Y}'
            f"</time></p>\n{by}{html_body(item)}\n</article>\n"
            f'<aside class="related"><h2>Related news</h2><ul>\n{others}\n</ul></aside></main>')
    return html_page(outlet, item.title, main, depth)


def page_files(outlet):
    """{path below site/: text} of a newsroom: its listing, its releases and what they link to."""
    root = outlet["file"].split("/")[0]
    listing = listing_cards if outlet["format"] == "page-cards" else listing_table
    files = {outlet["file"]: html_page(outlet, "News", listing(outlet), 1)}
    for number, item in enumerate(outlet.items):
        related = [outlet.items[(number + step) % len(outlet.items)] for step in (1, 2)]
        path = f"{outlet['releases']}/{item.slug}.html"
        files[path] = release_page(outlet, item, related, path.count("/") - 1)
    for name, words in (("about", outlet["about"]), ("products", "Our products, by letter."),
                        ("careers", "Open positions: none today."),
                        ("contact", "Write to the press office, or call before noon."),
                        ("media-kit", "Logos and photographs for the press.")):
        title = name.replace("-", " ").capitalize()
        main = f"<main>\n<h1>{title}</h1>\n<p>{escape(words)}</p>\n</main>"
        files[f"{root}/{name}.html"] = html_page(outlet, title, main, 0)
    return files


# --- the rest ----------------------------------------------------------------------------------


def feeds_toml(outlets):
    lines = ["# The sources of the samples, as served by scripts/serve-samples --port 8000.",
             "# Made by make_samples.py from articles/*.txt: change those."]
    for outlet in outlets:
        page = outlet["format"].startswith("page")
        lines += ["", "[[page]]" if page else "[[feed]]", f'url = "{BASE}/{outlet["file"]}"']
        if page:
            lines.append(f'company = "{outlet["company"]}"')
        tags = ", ".join(f'"{t.strip()}"' for t in outlet["tags"].split(","))
        lines += [f'title = "{outlet["name"]}"', f"tags = [{tags}]"]
    return "\n".join(lines) + "\n"


def expected_tsv(path, outlets):
    """verdicts.txt with the short ids replaced by what the feeds say."""
    items = {item.id: (outlet, item) for outlet in outlets for item in outlet.items}
    known = {line.split(",")[0] for line in (HERE / "contacts.csv").read_text().splitlines()[1:]}
    rows, seen, contact = ["contact\tarticle\tverdict\tfacet\twhy"], set(), ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            contact = line.split()[0]
            if contact not in known:
                raise SourceError(f"{path.name}:{number}: no contact {contact}")
            continue
        verdict, short, facet, why = line.split(maxsplit=3)
        if verdict not in VERDICTS or facet not in FACETS or short not in items:
            raise SourceError(f"{path.name}:{number}: unknown verdict, facet or article")
        if (contact, short, facet) in seen:
            raise SourceError(f"{path.name}:{number}: said twice")
        seen.add((contact, short, facet))
        outlet, item = items[short]
        has_guid = outlet["format"] not in ("rss-0.91", "rss-0.92")
        rows.append("\t".join([contact, item.guid if has_guid else item.url, verdict, facet, why]))
    return "\n".join(rows) + "\n"


def check_readable(files):
    """Every file is what its name says, or the reader of it raises."""
    for path, content in files.items():
        if path.suffix in (".xml", ".rss", ".atom", ".rdf"):
            ElementTree.fromstring(content)
        elif path.suffix == ".json":
            json.loads(content)
        elif path.suffix == ".toml":
            tomllib.loads(content.decode())


def make_all():
    """{path below samples/: bytes} of everything that is generated."""
    outlets = read_outlets(HERE / "articles")
    files = {Path("feeds.toml"): feeds_toml(outlets).encode(),
             Path("site/robots.txt"): b"User-agent: *\nAllow: /\n"}
    if (HERE / "verdicts.txt").exists():
        files[Path("expected.tsv")] = expected_tsv(HERE / "verdicts.txt", outlets).encode()
    for outlet in outlets:
        if outlet["format"].startswith("page"):
            for path, text in page_files(outlet).items():
                files[Path("site") / path] = text.encode()
        else:
            files[Path("site") / outlet["file"]] = feed_bytes(outlet)
    check_readable(files)
    return files, sum(len(outlet.items) for outlet in outlets)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args().check
    try:
        files, articles = make_all()
    except (SourceError, KeyError, ValueError) as error:
        sys.exit(f"make_samples.py: {error!r}")
    there = {path.relative_to(HERE) for path in (HERE / "site").rglob("*") if path.is_file()}
    stale = {path for path in there if path not in files}
    changed = {path for path, content in files.items()
               if not (HERE / path).exists() or (HERE / path).read_bytes() != content}
    if check:
        for path in sorted(stale | changed):
            print(f"samples/{path} is not what the sources say", file=sys.stderr)
        sys.exit(1 if stale or changed else 0)
    for path in changed:
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_bytes(files[path])
    for path in stale:
        (HERE / path).unlink()
    print(f"{articles} articles, {len(files)} files, {len(changed)} changed, {len(stale)} removed")


if __name__ == "__main__":
    main()
