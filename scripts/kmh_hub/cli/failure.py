"""What a command says when it fails: what, where, what to do; and the status that it exits with."""

import errno
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

import click

_KEPT = "The last site, if there is one, is as it was."


class Status(IntEnum):
    """What commands exit with."""

    FAULTS = 1
    """The content, the configuration, a template or a plugin has to be mended."""
    USAGE = 2
    """The command was called wrongly (Click's own)."""
    MACHINE = 3
    """The machine lacks something: room, a permission, a program."""
    PROGRAM = 4
    """The hub itself is wrong."""
    INTERRUPTED = 130
    """Somebody stopped it (the shells' own)."""


class Failure(click.ClickException):
    """The end of a command."""

    def __init__(self, message: str, status: Status) -> None:
        super().__init__(message)
        # Click reads it of the exception, whose class has one for all.
        self.__dict__["exit_code"] = int(status)


@contextmanager
def told_plainly(*, verbose: bool) -> Iterator[None]:
    """Turn whatever fails into a message for people.

    Args:
        verbose: whether to show where in the program it failed, too.

    """
    try:
        yield
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort) as error:
        raise Failure(f"stopped. {_KEPT}", Status.INTERRUPTED) from error
    except Exception as error:
        if verbose:
            traceback.print_exception(error)
        message, status = _described(error)
        details = "" if verbose else " `hub --verbose …` has the details."
        raise Failure(f"{message} {_KEPT}{details}", status) from error


def _described(error: Exception) -> tuple[str, Status]:
    kinds = {type(error).__module__.partition(".")[0] for error in _causes(error)}
    if "jinja2" in kinds:
        return _of_template(error), Status.FAULTS
    for cause in _causes(error):
        if isinstance(cause, OSError):
            return _of_system(cause), Status.MACHINE
        if isinstance(cause, sqlite3.OperationalError):
            advice = "free some room, or make what is beside the site writable, and try again."
            return f"what builds keep could not be written ({cause}): {advice}", Status.MACHINE
        if isinstance(cause, MemoryError) or type(cause).__name__ == "BrokenProcessPool":
            advice = "close other programs, or build in slices (`hub build --slice 1/2`)."
            return f"the system ended a process, as it does without memory: {advice}", (
                Status.MACHINE
            )
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return (
        f"the hub itself is wrong, or a plugin: {type(error).__name__}: {error} ({where}). "
        "Please report it with what you did.",
        Status.PROGRAM,
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__


def _of_template(error: Exception) -> str:
    """Say which line of which template is wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno) for frame in frames if _is_template(frame.filename)]
    named = getattr(error, "filename", None) or getattr(error, "name", None)
    if named:
        places.append((named, getattr(error, "lineno", None)))
    place = f"{places[-1][0]}, line {places[-1][1]}" if places else "a template"
    return f"{place}: {error}. Mend the template, or take back its last change."


def _is_template(name: str) -> bool:
    return name.endswith((".html", ".xhtml", ".xml", ".opf", ".webmanifest", ".js"))


def _of_system(error: OSError) -> str:
    """Say what the system refused, and what helps."""
    where = f"{error.filename}: " if error.filename else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return f"{where}there is no room left to write it. Free some, and build again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"{where}may not be written or read. Change its permissions or its owner."
        case errno.ENOTDIR | errno.EEXIST:
            return f"{where}is a file, where a folder is needed. Move it, or choose another place."
        case errno.EADDRINUSE:
            return "the address is in use. Stop the other preview, or give another `--address`."
        case errno.EMFILE | errno.ENFILE:
            return f"{where}too many files are open. Close other programs, and try again."
        case errno.ENOENT if error.filename:
            return f"{where}is missing. If you did not delete it, reinstall: `make clean build`."
    return f"{where}{error.strerror or error}."
