from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import psutil
import pytest

# The tree of `loket up` with small programs in the place of web, worker and preparation.
TREE = """
import sys
from pathlib import Path
from loket.ops import tree
from loket.ops.command_line import main
def stand_in(*arguments):
    return [sys.executable, "-c", PROGRAMS[arguments[0]], *arguments]
PROGRAMS = dict(
web='''
import http.server, os, socket, socketserver
from loket.ops.gate import wait_at_gate
listening = socket.socket(fileno=int(os.environ["LOKET_LISTENING"]))
wait_at_gate()
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        self.wfile.write(os.environ["LOKET_DATABASE_URL"].encode())
    def log_message(self, *_): pass
server = http.server.HTTPServer(("", 0), Page, bind_and_activate=False)
server.socket = listening
server.serve_forever()
''',
worker="import time; time.sleep(60)",
prepare='''
import os, sys
import psycopg
if "--only-static" in sys.argv: sys.exit()
with psycopg.connect(os.environ["LOKET_DATABASE_URL"]) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS prepared AS SELECT 1")
''' + ("sys.exit(3)" if "broken" in sys.argv else ""))
tree._loket = stand_in
sys.exit(main([word for word in sys.argv[1:] if word != "broken"]))
"""


@pytest.fixture
def up(tmp_path):
    started = []

    def start(*arguments, **environment):
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LOKET")}
        process = subprocess.Popen(
            [sys.executable, "-c", TREE, "up", "--port", "0", "--data", tmp_path / "data", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**inherited, **environment},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def url_of(process):
    line = process.stdout.readline()
    assert line.startswith("Loket is ready at http://127.0.0.1:"), (line, process.stderr.read())
    return line.split()[-1]


def get(url):
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    connection.request("GET", "/")
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def descendants(process):
    return psutil.Process(process.pid).children(recursive=True)


def wait_until_gone(processes, seconds=5.0):
    give_up = time.monotonic() + seconds
    while any(each.is_running() for each in processes) and time.monotonic() < give_up:
        time.sleep(0.01)
    return [each for each in processes if each.is_running()]


def web_of(process):
    """The web process; a child that was forked this instant still looks like it."""
    for _ in range(200):
        found = [each for each in psutil.Process(process.pid).children() if "wait_at_gate" in str(each.cmdline())]
        if len(found) == 1:
            return found[0]
        time.sleep(0.01)
    raise AssertionError(found)


def test_ready_line_comes_when_the_first_page_answers_and_alone_on_stdout(up):
    process = up()
    url = url_of(process)
    assert get(url)[0] == 200
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=5)[0] == ""


def test_ctrl_c_ends_everything_in_about_a_second(up):
    process = up()
    url_of(process)
    time.sleep(0.1)
    all_of_it = descendants(process)
    assert {each.name() for each in all_of_it} >= {"postgres"}
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 0
    assert time.monotonic() - began < 15
    assert not wait_until_gone(all_of_it, seconds=0.5)


def test_kill_9_leaves_nothing_and_the_next_start_succeeds(up):
    process = up()
    url_of(process)
    all_of_it = descendants(process)
    process.kill()
    process.wait()
    assert get(url_of(up()))[0] == 200
    assert not wait_until_gone(all_of_it)


def test_killed_web_process_comes_back_and_waiting_requests_are_answered(up):
    process = up()
    url = url_of(process)
    web_of(process).kill()
    assert get(url)[0] == 200


def test_killed_database_comes_back(up):
    process = up()
    url = url_of(process)
    (server,) = [each for each in psutil.Process(process.pid).children() if each.name() == "postgres"]
    server.kill()
    time.sleep(0.3)
    assert [each for each in psutil.Process(process.pid).children() if each.name() == "postgres"] != [server]
    assert get(url)[0] == 200


def test_second_loket_on_the_same_data_is_refused_in_one_line(up):
    first = up()
    url_of(first)
    second = up()
    out, said = second.communicate(timeout=5)
    assert (second.returncode, out) == (1, "")
    assert f"in use by another Loket (process {first.pid})" in said
    assert said.count("\n") == 1


def test_taken_port_is_told_before_anything_starts(up, tmp_path):
    port = urlsplit(url_of(up())).port
    second = up("--port", str(port), "--data", str(tmp_path / "other"))
    out, said = second.communicate(timeout=5)
    assert (second.returncode, out) == (1, "")
    assert said == (
        f"loket: Port {port} on 127.0.0.1 is already taken. Stop what uses it, or choose another with --port.\n"
    )
    assert not (tmp_path / "other").exists()


def test_failed_preparation_ends_everything(up):
    process = up("broken")
    out, said = process.communicate(timeout=10)
    assert (process.returncode, out) == (1, "")
    assert said.splitlines()[-1] == "loket: The installation could not be prepared; the reason is above."


def test_operator_s_own_database_is_used_and_none_started(up, tmp_path):
    theirs = os.environ["LOKET_DATABASE_URL"]
    process = up(LOKET_DATABASE_URL=theirs)
    assert get(url_of(process)) == (200, theirs)
    assert not (tmp_path / "data" / "postgres").exists()
