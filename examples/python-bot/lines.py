"""A file of lines that only grows, in which a line is whole or absent, whenever its writer is killed."""

import os


class Lines:
    """The only writer of one file. What follows the last newline was torn by a kill: the next start cuts it."""

    def __init__(self, path):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        self._file = open(path, "a+b", buffering=0)  # unbuffered: one line is one write()
        self._file.seek(0)
        *whole, torn = self._file.read().split(b"\n")
        self._size = self._file.tell() - len(torn)
        self._file.truncate(self._size)
        self.count = len(whole)
        self.last = whole[-1].decode() if whole else None

    def append(self, line):
        """Appends one line. Raises OSError, and leaves nothing of the line behind, if the disk does not take it."""
        data = line.encode() + b"\n"
        try:
            if self._file.write(data) != len(data):
                raise OSError("no space left for a whole line")
        except OSError:
            self._file.truncate(self._size)
            raise
        self._size += len(data)
        self.count += 1
        self.last = line
