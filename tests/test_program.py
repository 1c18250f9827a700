"""What units are made from is told by contents, not by what lies beside them."""

from pathlib import Path

from kmh_hub.program import folder_digest, program_digest


def test_names_and_contents_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    digests = {folder_digest(tmp_path)}
    (tmp_path / "a.py").write_text("2")
    digests.add(folder_digest(tmp_path))
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    digests.add(folder_digest(tmp_path))
    assert len(digests) == 3


def test_what_python_compiled_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    before = folder_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.cpython-311.pyc").write_bytes(b"compiled")
    assert folder_digest(tmp_path) == before


def test_the_program_is_the_same_each_time() -> None:
    assert len(program_digest()) == 32
