"""One installation of sawthis on the samples, served over HTTP on loopback; shared by the tests of the program."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOW = "2026-11-20T07:30:00Z"


class Installation:
    """A folder with configuration and data, and a server of the samples; gone at the end of `with`."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sawthis-test-"))
        self.data = self.folder / "data"

    def __enter__(self):
        self.server = subprocess.Popen([sys.executable, ROOT / "scripts" / "serve-samples"],
                                       stdout=subprocess.PIPE, text=True)
        self.port = int(self.server.stdout.readline())
        (self.folder / "config.toml").write_text(
            '[user]\nname = "Kim"\nemail = "kim@example.org"\n'
            f'[fetch]\npage_gap = "0s"\nallow_private = ["127.0.0.1:{self.port}"]\n')
        sources = (ROOT / "samples" / "feeds.toml").read_text()
        (self.folder / "samples.toml").write_text(re.sub(r"127\.0\.0\.1:8000", f"127.0.0.1:{self.port}", sources))
        return self

    def __exit__(self, *_):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()
        shutil.rmtree(self.folder)

    def command(self, *words, now=NOW):
        return [self.program, "--config", str(self.folder / "config.toml"), "--data", str(self.data), "--now", now,
                *map(str, words)]

    def run(self, *words, now=NOW, **env):
        """The finished process, its output as text."""
        return subprocess.run(self.command(*words, now=now), capture_output=True, text=True,
                              env={**os.environ, **env}, stdin=subprocess.DEVNULL, timeout=120)
