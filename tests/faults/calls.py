"""A function of this process killed in a fork of it, right before one of its calls that change files.

For work that needs no threads; whatever loads libraries with threads of their own is killed by `killing`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

CALLS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "shutil.rmtree"}


def killed_at(call: int, work: Callable[[], object]) -> bool:
    """Do `work` in a fork and kill it before its `call`-th call, from 1; False where it makes fewer.

    Raises AssertionError where it ended otherwise than by being killed or done.
    """
    child = os.fork()
    if child == 0:
        left = [call]

        def heard(event: str, told: tuple[object, ...]) -> None:
            if event in CALLS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(heard)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "it failed instead of being killed"
    return status != 0
