#!/usr/bin/env python3
"""The first morning of a user, typed and read: session_test.py PROGRAM"""
import csv
import email
import email.policy
import json
import os
import pty
import re
import signal
import subprocess
import sys
import unittest
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree

from installation import ROOT, Installation


class Session(unittest.TestCase):
    """One installation for all, polled and matched once; a test leaves it as it found it or says so."""

    @classmethod
    def setUpClass(cls):
        cls.home = Installation(PROGRAM).__enter__()
        cls.addClassCleanup(cls.home.__exit__)  # also where what follows fails
        for words in (["init"], ["source", "import", cls.home.folder / "samples.toml"],
                      ["contact", "import", ROOT / "samples" / "contacts.csv"], ["poll"], ["match"]):
            done = cls.home.run(*words)
            assert done.returncode == 0 and not done.stderr, (words, done.stdout, done.stderr)

    def json(self, *words):
        done = self.home.run(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_every_sample_article_was_taken_in_and_indexed(self):
        articles = self.json("article", "list", "--json")
        self.assertGreaterEqual(len(articles), 240)
        sources = self.json("source", "list", "--json")
        self.assertEqual(len([s for s in sources if s["url"].startswith("http")]), 16)
        hits = self.json("search", "lang:en", "--limit", "1000", "--json")["hits"]
        self.assertGreaterEqual(len(hits), 200)

    def test_a_second_poll_brings_nothing_and_asks_conditionally(self):
        report = self.json("poll", "--all", "--json")
        self.assertEqual((report["polled"], report["added"], report["updated"]), (16, 0, 0))

    def test_the_digest_gives_each_person_and_story_once_and_never_again(self):
        self.home.run("digest")
        first = self.json("digest", "--json", "--limit", "10")
        second = self.json("digest", "--json", "--limit", "10")
        next_day = json.loads(self.home.run("digest", "--json", now="2026-11-21T07:30:00Z").stdout)
        people = [o["contact"]["id"] for o in first["openers"]]
        self.assertEqual(len(people), 6)
        self.assertEqual(len(set(people)), 6)
        self.assertEqual(second["openers"], [])
        self.assertFalse(set(people) & {o["contact"]["id"] for o in next_day["openers"]})

    def test_a_digest_can_be_had_as_text_page_and_mail(self):
        self.home.run("digest")
        text = self.home.run("digest", "--again").stdout
        page = self.home.run("digest", "--again", "--format", "html").stdout
        mail = email.message_from_string(self.home.run("digest", "--again", "--format", "eml").stdout,
                                         policy=email.policy.default)
        self.assertIn("Saw this, thought of you", text)
        self.assertNotIn("\x1b", text)
        self.assertIn("<!doctype html>", page.lower()[:20])
        for remote in ("<script", "src=\"http", "@import"):
            self.assertNotIn(remote, page)
        self.assertEqual(mail["To"], "kim@example.org")
        self.assertEqual({part.get_content_type() for part in mail.iter_parts()}, {"text/plain", "text/html"})

    def test_what_a_friend_would_never_send_is_no_opener(self):
        """samples/expected.tsv: the wrong Apple, the wrong Giants, bad news with a smile."""
        rows = [json.loads(line) for line in self.home.run("match", "--json").stdout.splitlines()]
        openers = {(r["contact"], r["article"]) for r in rows if r["kind"] == "opener" and not r["sensitive"]}
        with open(ROOT / "samples" / "expected.tsv", encoding="utf-8") as file:
            expected = list(csv.DictReader(file, delimiter="\t"))
        guid = lambda row: row["article"].replace("127.0.0.1:8000", f"127.0.0.1:{self.home.port}")
        never = [row for row in expected if row["verdict"] in ("never", "sensitive")]
        wanted = [row for row in expected if row["verdict"] == "opener"]
        wrong = [(row["contact"], row["article"], row["why"]) for row in never if (row["contact"], guid(row)) in openers]
        missed = [(row["contact"], row["article"], row["why"]) for row in wanted if (row["contact"], guid(row)) not in openers]
        self.assertGreater(len(never), 100)
        self.assertLessEqual(len(wrong), NEVER_ALLOWED, wrong)
        self.assertGreaterEqual(1 - len(missed) / len(wanted), OPENERS_WANTED, missed)

    def lines(self, *words):
        done = self.home.run(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def best_opener(self):
        rows = [r for r in self.lines("match", "--json") if r["kind"] == "opener" and not r["sensitive"]]
        return max(rows, key=lambda r: r["score"])

    def test_who_ranks_contacts_for_a_known_article_as_match_does(self):
        row = self.best_opener()
        who = self.lines("who", row["article_id"], "--json")
        mine = next(w for w in who if w["contact"] == row["contact"])
        self.assertEqual((mine["match"], mine["kind"], mine["facet"]), (row["match"], row["kind"], row["facet"]))
        self.assertAlmostEqual(mine["score"], row["score"], places=6)
        self.assertEqual([w["score"] for w in who], sorted((w["score"] for w in who), reverse=True))
        self.assertEqual(self.lines("who", row["url"], "--json"), who)

    def test_who_takes_a_file_and_stores_nothing(self):
        article = self.json("article", "show", self.best_opener()["article_id"], "--json")[0]
        before = len(self.json("article", "list", "--json"))
        file = self.home.folder / "story.txt"
        file.write_text(article["title"] + "\n\n" + article["text"])
        who = self.lines("who", file, "--json")
        self.assertTrue(who)
        self.assertIsNone(who[0]["article_id"])
        self.assertEqual(len(self.json("article", "list", "--json")), before)
        self.assertEqual(self.home.run("who", "no-such-file").returncode, 1)

    def test_feedback_changes_the_ranking_at_once_and_can_be_taken_back(self):
        row = self.best_opener()
        score = lambda: next((r["score"] for r in self.lines("match", "--json") if r["match"] == row["match"]
                              and r["facet"] == row["facet"]), 0)
        for verdict, changed in (("sent", lambda s: s > row["score"]), ("dismiss", lambda s: s < row["score"]),
                                 ("never", lambda s: s == 0),
                                 ("wrong", lambda s: s < row["score"])):  # what else was found stays
            said = self.lines("feedback", row["match"], verdict, "--json")[0]
            again = self.lines("feedback", row["match"], verdict, "--json")[0]
            self.assertEqual(said["number"], again["number"])
            self.assertTrue(changed(score()), verdict)
            self.assertIn(said["number"], [r["number"] for r in self.lines("feedback", "list", row["contact"], "--json")])
            self.assertEqual(self.home.run("feedback", "undo", said["number"]).returncode, 0)
            self.assertAlmostEqual(score(), row["score"], places=6)
        self.assertEqual(self.home.run("feedback", "undo", "999999").returncode, 1)
        self.assertEqual(self.home.run("feedback", "nobody:1", "sent").returncode, 1)
        self.assertEqual(self.home.run("feedback", row["match"], "perhaps").returncode, 2)

    def test_a_match_and_a_match_that_was_not_made_are_explained(self):
        row = self.best_opener()
        why = self.json("match", "--explain", row["contact"], row["article_id"], "--json")
        self.assertIn(row["facet"], [m["facet"] for m in why["matches"]])
        self.assertTrue(any(t["found"] and t["sentences"] for t in why["targets"]))
        self.assertTrue(why["in_favour"])
        matched = {(r["contact"], r["article_id"]) for r in self.lines("match", "--json")}
        contact, article = next((c["id"], row["article_id"]) for c in self.json("contact", "list", "--json")
                                if (c["id"], row["article_id"]) not in matched)
        not_made = self.json("match", "--explain", contact, article, "--json")
        self.assertEqual(not_made["matches"], [])
        self.assertTrue(any(not d["reached"] for d in not_made["decisions"]))
        self.assertIn("No match", self.home.run("match", "--explain", contact, article).stdout)

    def test_what_was_done_is_told_to_a_machine_as_json_or_by_silence(self):
        people = self.home.folder / "people.csv"
        people.write_text("id,name,email,company\nquin,Quin Abo,,Quagga Ltd\nbad,,,\n")
        done = self.home.run("contact", "import", people, "--json")
        report = json.loads(done.stdout)
        self.assertEqual((report["rows"], report["added"], [r["line"] for r in report["refused"]]), (2, 1, [3]))
        self.assertEqual(self.json("contact", "add", "--name", "Zo Quist", "--json")[0]["name"], "Zo Quist")
        alert = self.add_alert("quagga")
        for words in (["contact", "forget", "quin"], ["contact", "forget", "Zo Quist"], ["alert", "rm", alert["alert"]],
                      ["config", "check"]):
            done = self.home.run(*words, "--json")
            self.assertEqual((done.returncode, done.stdout), (0, ""), (words, done.stderr))

    def add_alert(self, *words):
        """The alert's JSON; it is removed when the test ends."""
        alert = self.lines("alert", "add", *words, "--json")[0]
        self.addCleanup(self.home.run, "alert", "rm", alert["alert"])
        return alert

    def test_alerts_of_each_form_show_the_words_that_set_them_off(self):
        articles = {a["id"]: a for a in self.json("article", "list", "--json")}
        for words, wanted in ((["--phrase", "infusion pump"], {"infusion pump", "infusion pumps"}),
                              (["--pattern", r"recalls\s+(14|one)"], {"recalls 14", "recalls one"}),
                              (["title:apple", "AND", "(laborator* OR bond)"], {"apple", "laboratory", "laboratory's", "bond"})):
            alert = self.add_alert(*words)
            rows = [r for r in self.lines("alert", "run", "--since", "30d", "--json") if r["alert"] == alert["alert"]]
            self.assertEqual(len(rows), alert["stories"])
            self.assertTrue(rows, words)
            self.assertEqual(len({r["story"] for r in rows}), len(rows))
            for row in rows:
                texts = {e["part"]: articles[row["article_id"]][e["part"]].encode() for e in row["evidence"]}
                found = {texts[e["part"]][e["begin"]:e["end"]].decode().lower() for e in row["evidence"]}
                self.assertTrue(found and found <= wanted, (words, found))
                snippet = row["snippet"].encode()
                self.assertTrue({snippet[b:e].decode().lower() for b, e in row["marks"]} <= wanted)

    def test_an_alert_tells_of_a_story_once_and_of_new_ones_as_they_come(self):
        contact = self.json("contact", "list", "--json")[0]
        self.add_alert("--phrase", "quagga stampede", "--contact", contact["name"])
        self.assertEqual(self.lines("alert", "run", "--json"), [])
        for n, publisher in enumerate(("First Post", "Second Post")):
            feed = self.home.folder / f"quagga{n}.xml"
            feed.write_text(f'<rss version="2.0"><channel><title>{publisher}</title><item><guid>quagga{n}</guid>'
                            '<title>Quagga stampede closes the northern harbour road for two days</title>'
                            '<description>A quagga stampede has closed the road to the northern harbour, the mayor said '
                            'on Thursday; it will be open again on Saturday.</description></item></channel></rss>')
            self.assertEqual("1 new notice" in self.home.run("ingest", feed).stdout, n == 0)
        text = self.home.run("alert", "run").stdout
        self.assertEqual(text.count("«"), 1, text)
        for words in (contact["name"], "also in", "«quagga stampede»"):
            self.assertIn(words, text)
        self.assertIn("Nothing new", self.home.run("alert", "run").stdout)
        told = self.lines("alert", "run", "--since", "1d", "--json")
        self.assertEqual([(r["contact"], r["kind"], bool(r["told"])) for r in told], [(contact["id"], "alert", True)])

    def test_alerts_are_listed_kept_once_and_removed(self):
        alert = self.add_alert("sourdough", "OR", "rye")
        self.assertEqual(self.lines("alert", "add", "sourdough OR rye", "--json")[0]["alert"], alert["alert"])
        self.assertIn("sourdough OR rye", self.home.run("alert", "list").stdout)
        self.assertEqual(self.lines("alert", "list", "--json"), [alert])
        self.assertEqual(self.home.run("alert", "rm", alert["alert"]).returncode, 0)
        self.assertEqual(self.home.run("alert", "rm", alert["alert"]).returncode, 1)
        self.assertIn("No alerts yet", self.home.run("alert", "list").stdout)

    def test_coverage_says_of_each_contact_what_is_never_seen(self):
        rows = self.lines("contact", "coverage", "--json")
        self.assertEqual(len(rows), len(self.json("contact", "list", "--json")))
        self.assertTrue(any(t["articles"] == 0 for r in rows for t in r["targets"]))
        self.assertTrue(any(t["articles"] > 0 for r in rows for t in r["targets"]))

    def test_evidence_covers_words_of_the_article(self):
        articles = {a["id"]: a for a in self.json("article", "list", "--json")}
        rows = [json.loads(line) for line in self.home.run("match", "--json").stdout.splitlines()]
        self.assertGreater(len(rows), 100)
        for row in rows:
            for evidence in row["evidence"]:
                part = articles[row["article_id"]][evidence["part"]].encode()
                words = part[evidence["begin"]:evidence["end"]].decode()  # raises if a character is cut
                self.assertTrue(words.strip())

    def test_errors_are_one_line_that_names_the_place_with_the_right_status(self):
        bad = self.home.folder / "bad.csv"
        bad.write_text('name,email\n"Ana,x\n')
        for words, status, names in ((["contact", "import", bad], 1, "bad.csv: line 2"),
                                     (["ingest", self.home.folder / "none.xml"], 1, "none.xml"),
                                     (["source", "add", "ftp://x.example/"], 1, "ftp://x.example/"),
                                     (["search", "date:x..y..z AND ("], 1, ""),
                                     (["article", "show", "no-such"], 1, "no-such"),
                                     (["alert", "add", "acme AND"], 1, "at character 9: a word is missing"),
                                     (["alert", "add", "--pattern", "Acme (Ltd"], 1, "at character 6: this ( has no )"),
                                     (["alert", "add", "--phrase", "!"], 1, "there is no word"),
                                     (["alert", "add", "acme", "--contact", "nobody"], 1, "nobody"),
                                     (["alert", "add", "x", "--phrase", "--pattern"], 2, "--pattern"),
                                     (["alert", "rm", "999"], 1, "999"),
                                     (["digest", "--format", "pdf"], 2, "pdf"),
                                     (["--data", "/dev/null/x", "poll"], 3, "/dev/null/x")):
            done = self.home.run(*words)
            self.assertEqual(done.returncode, status, (words, done.stderr))
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            self.assertTrue(done.stderr.startswith("sawthis: "), done.stderr)
            self.assertIn(names, done.stderr)

    def test_a_second_writer_is_told_who_holds_the_data(self):
        import fcntl
        with open(self.home.data / "lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.home.run("poll")
        self.assertEqual(done.returncode, 3)
        self.assertIn("in use by", done.stderr)

    def test_readers_need_no_lock(self):
        import fcntl
        with open(self.home.data / "lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.home.run("article", "list").returncode, 0)
            self.assertEqual(self.home.run("search", "apple").returncode, 0)

    def test_sources_go_out_as_opml_and_come_back(self):
        opml = self.home.run("source", "export").stdout
        urls = {o.get("xmlUrl") for o in ElementTree.fromstring(opml).iter("outline") if o.get("xmlUrl")}
        self.assertEqual(len(urls), 16)
        (self.home.folder / "back.opml").write_text(opml)
        done = self.home.run("source", "import", self.home.folder / "back.opml")
        self.assertIn("0 sources added, 16 known", done.stdout)

    def test_files_are_for_their_owner_alone(self):
        for path in [self.home.data, *self.home.data.rglob("*")]:
            mode = path.stat().st_mode & 0o777
            self.assertEqual(mode & 0o077, 0, f"{path} is {mode:o}")

    def test_escape_sequences_of_a_feed_never_reach_the_terminal(self):
        evil = self.home.folder / "evil.xml"
        evil.write_text('<rss version="2.0"><channel><title>&#27;]0;owned&#7;x</title><item><guid>evil</guid>'
                        '<title>A \u009b31mred\u202e title</title><description>&#x1b;[2Jgone</description></item>'
                        '</channel></rss>')
        self.home.run("ingest", evil)
        for words in (["article", "list"], ["article", "show", "evil"], ["source", "list"], ["search", "title"]):
            out = self.home.run(*words).stdout
            self.assertFalse(set(out) & set("\x1b\x07\x9b\u202e"), words)

    def test_listening_says_where_lets_others_work_and_ends_at_a_signal(self):
        config = self.home.folder / "listen.toml"
        config.write_text((self.home.folder / "config.toml").read_text() +
                          '[websub]\nenabled = true\nlisten = "127.0.0.1:0"\npublic_url = "https://news.example.org"\n')
        off = self.home.run("listen")
        self.assertEqual(off.returncode, 1)
        self.assertIn("[websub]", off.stderr)
        command = [str(config) if word.endswith("config.toml") else word for word in self.home.command("listen")]
        for end in (signal.SIGTERM, signal.SIGINT):
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listener:
                port = re.match(r"Listening on 127\.0\.0\.1:(\d+); hubs call https://news\.example\.org\.",
                                listener.stdout.readline()).group(1)
                with self.assertRaises(urllib.error.HTTPError) as answer:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/websub/x")
                self.assertEqual(answer.exception.code, 404)
                answer.exception.close()
                self.assertEqual(self.home.run("source", "add", "https://news.example.org/feed").returncode, 0)
                self.assertEqual(self.home.run("source", "rm", "https://news.example.org/feed").returncode, 0)
                listener.send_signal(end)
                self.assertEqual(listener.wait(timeout=60), 0)

    def test_colour_is_for_terminals_without_no_color(self):
        def on_terminal(**env):
            primary, secondary = pty.openpty()
            process = subprocess.Popen(self.home.command("digest", "--again"), stdout=secondary,
                                       env={**os.environ, "TERM": "xterm", **env})
            os.close(secondary)
            out = b""
            try:
                while chunk := os.read(primary, 65536):
                    out += chunk
            except OSError:
                pass  # the terminal closed
            process.wait()
            os.close(primary)
            return out
        self.home.run("digest")
        env = {k: v for k, v in os.environ.items() if k == "NO_COLOR"}
        self.assertFalse(env, "run this test without NO_COLOR")
        self.assertIn(b"\x1b[", on_terminal())
        self.assertNotIn(b"\x1b[", on_terminal(NO_COLOR="1"))


# Of the 126 pairs that a friend would never send, and the 148 that one would: what the matcher reaches. Raise as it improves.
NEVER_ALLOWED = 6
OPENERS_WANTED = 0.85

if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
