"""A real clamd of the test's own, with one signature: that of the harmless EICAR test file."""

from __future__ import annotations

import getpass
import hashlib
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
# In two parts, so that no scanner on a developer's machine takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
STARTS_WITHIN_SECONDS = 30


@contextmanager
def clamd(most="100M"):
    """The path of a socket at which clamd answers; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as directory:
        folder = Path(directory)
        path = folder / "socket"
        (folder / "test.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test-Signature\n")
        conf = folder / "clamd.conf"
        conf.write_text(
            f"DatabaseDirectory {folder}\nLocalSocket {path}\nForeground yes\nStreamMaxLength {most}\n"
            f"MaxThreads 2\nUser {getpass.getuser()}\nLogFile {folder}/log\n"
        )
        process = subprocess.Popen([CLAMD, "-c", str(conf)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(path, process)
            yield str(path)
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(path, process):
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.settimeout(2)
            try:
                trial.connect(str(path))
                trial.sendall(b"zPING\0")
                if trial.recv(10).startswith(b"PONG"):
                    return
            except OSError:
                time.sleep(0.1)
    raise AssertionError("clamd did not start")
