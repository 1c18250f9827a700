"""Files in the browser's own folder (OPFS)."""

from pathlib import Path

WRITE = """async (files) => {
  const root = await navigator.storage.getDirectory();
  for (const [path, text] of Object.entries({ ".git/HEAD": "ref: refs/heads/main\\n", ...files })) {
    const steps = path.split("/");
    const name = steps.pop();
    let folder = root;
    for (const step of steps) folder = await folder.getDirectoryHandle(step, { create: true });
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }
}"""
READ = """async (path) => {
  const steps = path.split("/");
  const name = steps.pop();
  let folder = await navigator.storage.getDirectory();
  for (const step of steps) folder = await folder.getDirectoryHandle(step);
  return (await (await folder.getFileHandle(name)).getFile()).text();
}"""


def as_files(docs: Path) -> dict[str, str]:
    """Return a content's texts by their places in a repository."""
    return {
        f"docs/{path.relative_to(docs).as_posix()}": path.read_text("utf-8")
        for path in sorted(docs.rglob("*"))
        if path.suffix in {".yml", ".md"}
    }
