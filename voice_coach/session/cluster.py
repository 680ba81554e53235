"""The workshop on many machines: its jobs as tasks of a Dask scheduler (extra `cluster`).

A worker makes the files of one session in a temporary folder of its own and sends them back; only
this process writes to the folder and its records. So nothing has to be shared, except scripts,
sounds and beds of the user's own, which a worker must find under the same path. A worker that
dies costs the task it was at: the scheduler gives that to another one.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from voice_coach import lossless
from voice_coach.atomic import temporary_folder
from voice_coach.errors import CoachError, UsageError
from voice_coach.session.batch import Done, News
from voice_coach.session.open import Session
from voice_coach.session.workshop import Job, Made, Workshop, make
from voice_coach.session.write import key_of
from voice_coach.version import __version__

PATIENCE = 10.0
"""Seconds within which a scheduler answers."""


def run(address: str, workshop: Workshop, jobs: Sequence[Job]) -> Iterator[News]:
    """Make the files of all jobs that are not current; yield a `Done` for each, as they arrive.

    Raises:
        CoachError: no scheduler answers, it has no workers, or theirs is another version.
    """
    client = _connected(address)
    try:
        _check_workers(client, address)
        import distributed

        as_completed: Any = distributed.as_completed
        waiting: dict[Any, Job] = {}
        for job in jobs:
            try:
                if record := workshop.current(job):
                    path = workshop.folder / record.files[0].path
                    yield Done(job.name, f"{path}  unchanged")
                    continue
                there = replace(job, spec=job.spec.absolute())  # a worker runs in another folder
                key = key_of(Session(there.spec), there.file)
            except (CoachError, OSError) as fault:
                yield Done(job.name, fault=fault)
                continue
            task = client.submit(remote, lossless.encode(there), key, pure=False)
            waiting[task] = job
        for task in as_completed(list(waiting), loop=client.loop):
            yield _published(workshop, waiting[task], task)
            task.release()  # the files are big, and the worker keeps them until then
    finally:
        client.close()


def remote(job: bytes, key: str) -> tuple[bytes, list[bytes]]:
    """Make a job's files on a worker; return what is known of them, and their bytes.

    Args:
        job: as JSON.
        key: what the files are made of, on the machine that asks.

    Raises:
        CoachError: as `make`; or this worker would make other files.
    """
    wanted = lossless.decode(job, Job)
    if key_of(Session(wanted.spec), wanted.file) != key:
        message = "A worker has another voice, script or sound file than this machine."
        raise UsageError(f"{message} Install the same packages there, and share the files.")
    with temporary_folder() as folder:
        made = make(wanted, folder)
        files = [(folder / f"session{kind}").read_bytes() for kind in wanted.kinds]
    return msgspec.json.encode(made), files


def installed() -> tuple[str, str]:
    """Return the version of this program and of Python here; asked of every worker."""
    return __version__, "{}.{}".format(*sys.version_info)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        remedy = "pip install 'voice-coach[cluster]'"
        raise UsageError(f"A cluster needs Dask distributed: {remedy}.") from None
    # It warns of files that were lost with a worker; they are made again.
    logging.getLogger("distributed.client").setLevel(logging.ERROR)
    try:
        connect: Any = Client  # has no types
        return connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        message = f"No scheduler answers at {address} ({reason[:100]})."
        raise CoachError(f"{message} Start one with: dask scheduler") from None


def _check_workers(client: Any, address: str) -> None:
    try:
        found: dict[str, tuple[str, str]] = client.run(installed)
    except Exception as fault:  # whatever unpickling meets there: it is not the same program
        message = f"A worker of {address} cannot run this program: {str(fault)[:200]}."
        raise CoachError(f"{message} Install voice-coach {__version__} on every worker.") from None
    if not found:
        message = f"The scheduler at {address} has no workers."
        raise CoachError(f"{message} Start some with: dask worker {address}")
    for worker, versions in found.items():
        if tuple(versions) != installed():
            theirs, ours = (" on Python ".join(one) for one in (versions, installed()))
            message = f"The worker at {worker} has voice-coach {theirs}; this is {ours}."
            raise CoachError(f"{message} Install the same version everywhere.")


def _published(workshop: Workshop, job: Job, task: Any) -> Done:
    """Write what a worker sent."""
    try:
        about, files = task.result()
        with temporary_folder(workshop.records) as folder:
            for kind, data in zip(job.kinds, files, strict=True):
                Path(folder, f"session{kind}").write_bytes(data)
            line = workshop.publish(job, folder, msgspec.json.decode(about, type=Made))
        return Done(job.name, line)
    except (CoachError, OSError) as fault:
        return Done(job.name, fault=fault)
    except Exception as fault:  # the scheduler's own: such as a task that killed three workers
        return Done(job.name, fault=CoachError(f"The cluster failed: {str(fault)[:200]}"))
