"""Whole files: read with a clear error, written at once or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from saualnama.errors import Fault, InputError, raise_if_any


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a scratch path beside `path` and move it into place when the block ends well.

    A reader therefore sees the old file or the new one, never a part; a failed block leaves
    nothing behind. Missing folders are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The suffix stays, because some writers choose their format by it.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix)
    os.close(handle)
    scratch = Path(name)
    try:
        yield scratch
        scratch.chmod(0o644)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    with replacing(path) as scratch:
        scratch.write_bytes(content)


def write_text(path: Path, content: str) -> None:
    r"""Write UTF-8 text with `\n` line ends on every platform, whole or not at all."""
    write_bytes(path, content.encode("utf-8"))


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        InputError: the file is missing or cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        fault = Fault("missing-file", str(path), "there is no such file")
    except OSError as error:
        fault = Fault("unreadable-file", str(path), f"cannot be opened ({error.strerror})")
    raise InputError(f"{path.name} cannot be read", [fault])


def read_text(path: Path) -> str:
    """Read UTF-8 text, with or without a byte-order mark.

    Raises:
        InputError: the file is missing, or is not UTF-8 (the line and byte are named).
    """
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = Fault(
            "not-utf-8",
            f"{path}, line {line}",
            f"byte 0x{content[error.start]:02x} is not UTF-8",
            "UTF-8 text",
            "save the file as UTF-8 (in a spreadsheet: CSV UTF-8); Cyrillic files of older "
            "programs are often in Windows-1251",
        )
    raise InputError(f"{path.name} cannot be read", [fault])


def sha256_of_text(path: Path) -> str:
    """SHA-256 (hex) of a file; text is hashed with LF line ends so that every platform agrees."""
    content = path.read_bytes()
    if b"\0" not in content[:8192]:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def write_new_files(folder: Path, contents: Mapping[str, str]) -> None:
    """Write files that are not there yet, all or none; nothing is ever overwritten.

    Args:
        folder: where to; it is made.
        contents: name and text of each file.

    Raises:
        InputError: one of them is there already, or cannot be written; then none is written.
    """
    headline = f"{folder} stays as it is"
    raise_if_any(
        headline,
        (
            Fault("file-exists", str(folder / name), "is there already", hint="move it away")
            for name in contents
            if (folder / name).exists()
        ),
    )
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in contents.items():
            path = folder / name
            # mode x: even a file that appeared since is not overwritten
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        fault = Fault("bad-out", str(folder), f"cannot be written ({error.strerror})")
        raise InputError(headline, [fault]) from error
