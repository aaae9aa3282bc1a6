#!/usr/bin/env python3
"""Kills poll and ingest at random moments and runs them again: crash_test.py PROGRAM [ROUNDS [SEED]]

Afterwards no article may be missing or doubled, the database has to be sound, and the index has to hold what the store holds.
"""
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time

from installation import ROOT, Installation


def articles_of(home):
    return sorted((a["feed_url"], a["guid"]) for a in json.loads(home.run("article", "list", "--json").stdout))


def indexed(home):
    hits = json.loads(home.run("search", "date:2000-01-01..2100-01-01", "--limit", "10000", "--json").stdout)["hits"]
    return sorted(hit["id"] for hit in hits)


def set_up(home):
    for words in (["init"], ["source", "import", home.folder / "samples.toml"]):
        assert home.run(*words).returncode == 0


def main(program, rounds=6, seed=None):
    seed = int(seed) if seed else random.randrange(1 << 30)
    print(f"seed {seed}")
    dice = random.Random(seed)
    feeds = sorted(p for p in (ROOT / "samples" / "site").iterdir() if p.suffix in (".rss", ".xml", ".atom", ".json", ".rdf"))
    with Installation(program) as home:
        set_up(home)
        start = time.monotonic()
        assert home.run("poll").returncode == 0
        assert home.run("ingest", *feeds).returncode == 0
        whole = time.monotonic() - start
        want = articles_of(home)
    assert len(want) > 240 and len(set(want)) == len(want)
    for i in range(int(rounds)):
        with Installation(program) as home:
            set_up(home)
            kills = 0
            for words in (["poll", "--all"], ["ingest", *feeds]):
                for _ in range(3):
                    process = subprocess.Popen(home.command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    try:
                        process.wait(timeout=dice.uniform(0, whole * 0.6))
                    except subprocess.TimeoutExpired:
                        process.send_signal(signal.SIGKILL)
                        kills += 1
                        process.wait()
                assert home.run(*words).returncode == 0, words
            got = [(url.replace(str(home.port), "P"), guid) for url, guid in articles_of(home)]
            assert len(set(got)) == len(got), "an article is doubled"
            assert len(got) == len(want), f"{len(want) - len(got)} articles are lost"
            with sqlite3.connect(home.data / "sawthis.db") as database:
                assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                stored = sorted(row[0] for row in database.execute("SELECT id FROM articles"))
            assert indexed(home) == stored, "index and store differ"
            print(f"round {i + 1}: {kills} kills, {len(got)} articles, sound")


if __name__ == "__main__":
    main(*sys.argv[1:])
