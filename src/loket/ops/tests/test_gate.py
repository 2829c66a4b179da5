from __future__ import annotations

import os
import threading

from loket.ops.gate import GATE, Gate, wait_at_gate


def wait_at(gate, monkeypatch):
    monkeypatch.setenv(GATE, str(os.dup(gate.descriptor)))
    waiting = threading.Thread(target=wait_at_gate)
    waiting.start()
    return waiting


def test_child_waits_until_the_gate_opens_and_later_ones_pass(monkeypatch):
    gate = Gate()
    early = wait_at(gate, monkeypatch)
    early.join(0.1)
    assert early.is_alive()
    gate.open()
    late = wait_at(gate, monkeypatch)
    for each in (early, late):
        each.join(2)
        assert not each.is_alive()


def test_without_a_gate_nothing_waits(monkeypatch):
    monkeypatch.delenv(GATE, raising=False)
    wait_at_gate()
