from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from loket.ops.supervisor import describe_status, next_pause

# A tree like that of `loket up`, with children that need no Django.
TREE = """
import sys
from loket.ops.supervisor import ChildProgram, StopRequested, Supervisor, say, stop_signals
supervisor = Supervisor(say)
with stop_signals():
    try:
        for number, code in enumerate(sys.argv[1:]):
            supervisor.start(f"child{number}", ChildProgram([sys.executable, "-c", code]))
        print("started", flush=True)
        supervisor.watch()
    except StopRequested:
        say("stopping")
    finally:
        supervisor.stop()
"""
SLEEPS = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
DIES = "import sys; sys.exit(3)"


@pytest.fixture
def tree():
    started = []

    def start(*codes):
        command = [sys.executable, "-c", TREE, *codes]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout.readline() == "started\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for(condition, seconds=5.0):
    give_up = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < give_up:
        time.sleep(0.01)
    return met


def children_of(process):
    return psutil.Process(process.pid).children()


def are_gone(children):
    return all(not child.is_running() or child.status() == psutil.STATUS_ZOMBIE for child in children)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_cleanly(tree, number):
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("who started this run told it to ignore the signal, as nohup does")
    process = tree(SLEEPS, SLEEPS)
    children = children_of(process)
    began = time.monotonic()
    process.send_signal(number)
    assert process.wait(5) == 0
    assert time.monotonic() - began < 10
    assert len(children) == 2
    assert are_gone(children)
    assert process.stderr.read() == "loket: stopping\n"


def test_kill_9_of_the_supervisor_leaves_nothing(tree):
    process = tree(SLEEPS, DEAF)
    children = children_of(process)
    process.kill()
    assert wait_for(lambda: are_gone(children))


def test_child_that_is_killed_is_started_again(tree):
    process = tree(SLEEPS)
    (first,) = children_of(process)
    first.kill()
    assert wait_for(lambda: [child for child in children_of(process) if child.pid != first.pid])
    process.terminate()
    assert "child0 has ended (killed by SIGKILL); it starts again" in process.communicate(timeout=5)[1]


def test_child_that_does_not_listen_is_killed_when_patience_ends(tree):
    process = tree(DEAF)
    children = children_of(process)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 0
    assert are_gone(children)


def test_second_ctrl_c_ends_at_once(tree):
    process = tree(DEAF)
    children = children_of(process)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.wait(1) == 128 + signal.SIGINT
    assert wait_for(lambda: are_gone(children))


def test_child_that_keeps_dying_is_started_less_and_less_often(tree):
    process = tree(DIES)
    time.sleep(1.5)
    process.terminate()
    said = process.communicate(timeout=5)[1]
    # Pauses of 0.1, 0.2, 0.4 and 0.8 s.
    assert 2 <= said.count("child0 has ended (exit status 3)") <= 5


def test_idle_supervisor_uses_next_to_no_processor_time(tree):
    process = tree(SLEEPS)
    before = psutil.Process(process.pid).cpu_times().user
    time.sleep(1)
    assert psutil.Process(process.pid).cpu_times().user - before < 0.05


def test_children_are_in_groups_of_their_own_so_that_ctrl_c_reaches_the_supervisor_alone(tree):
    process = tree(SLEEPS)
    (child,) = children_of(process)
    assert os.getpgid(child.pid) == child.pid


def test_pauses_grow_to_a_limit_and_shrink_after_a_good_life():
    pauses = [0.0]
    for _ in range(12):
        pauses.append(next_pause(pauses[-1], lived=1))
    assert pauses[1:4] == [0.1, 0.2, 0.4]
    assert pauses[-1] == 10
    assert next_pause(10, lived=31) == 0.1


@pytest.mark.parametrize(("status", "words"), [(3, "exit status 3"), (-9, "killed by SIGKILL")])
def test_statuses_are_told_in_words(status, words):
    assert describe_status(status) == words


def test_descriptor_is_inherited_under_its_name(tmp_path):
    code = f"""
import os, sys
from loket.ops.supervisor import ChildProgram
reading, writing = os.pipe()
child = ChildProgram([sys.executable, "-c", "import os; os.write(int(os.environ['OUT']), b'here')"],
                     inherited={{"OUT": writing}})
child.start()
child.process.wait()
open({str(tmp_path / "got")!r}, "wb").write(os.read(reading, 10))
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=10)
    assert Path(tmp_path / "got").read_text() == "here"
