"""Keeps a concordance of the texts in TEXTS: for each word the lines that it stands in, in the file CONCORDANCE.

A text is read again only when it has changed. The file is replaced as a whole, so a kill at any instant leaves the old one or the new
one, never a half.
"""

import hashlib
import json
import os
import re
import sys
from collections import Counter

from notify import notify, stop_asked, stop_between_items

TEXTS = os.environ["TEXTS"]
CONCORDANCE = os.environ["CONCORDANCE"]
PAUSE = 1.0  # between two looks at the folder
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def main():
    stop_between_items()
    texts = read_concordance()
    print(f"{len(texts)} texts are known")
    done = 0
    while True:
        before = set(texts)
        there = sorted(name for name in os.listdir(TEXTS) if name.endswith(".txt"))
        for gone in before.difference(there):
            del texts[gone]
            print(f"{gone} is gone")
        changed = before != set(texts)
        for position, name in enumerate(there):
            with open(os.path.join(TEXTS, name), "rb") as file:
                content = file.read()
            digest = hashlib.sha256(content).hexdigest()
            if texts.get(name, {}).get("sha256") != digest:
                texts[name] = read(content.decode("utf-8", "replace"), digest)
                changed = True
                done += 1
                print(f"{name}: {texts[name]['lines']} lines, {texts[name]['words']} words")
                notify(WATCHDOG=1, X_PROCESSED=done, X_BACKLOG=len(there) - position - 1)
        if changed:
            write_concordance(texts)
        notify(READY=1, WATCHDOG=1, X_PROCESSED=done, X_BACKLOG=0, STATUS=f"{len(texts)} texts are known")
        if stop_asked(PAUSE):
            sys.exit(0)


def read(text, digest):
    lines = text.splitlines()
    places = {}
    for number, line in enumerate(lines, 1):
        for word in WORD.findall(line.lower()):
            places.setdefault(word, []).append(number)
    return {"sha256": digest, "lines": len(lines), "words": sum(map(len, places.values())), "places": places}


def read_concordance():
    """What is known of each text, by its name."""
    try:
        with open(CONCORDANCE, encoding="utf-8") as file:
            return json.load(file)["texts"]
    except FileNotFoundError:
        return {}


def write_concordance(texts):
    words = Counter()
    for text in texts.values():
        words.update({word: len(places) for word, places in text["places"].items()})
    new = CONCORDANCE + ".new"
    with open(new, "w", encoding="utf-8") as file:
        json.dump({"counts": dict(words.most_common()), "texts": texts}, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, CONCORDANCE)
    often = ", ".join(f"{word} {count}" for word, count in words.most_common(4))
    lines = sum(text["lines"] for text in texts.values())
    print(f"{len(texts)} texts, {lines} lines, {sum(words.values())} words,"
          f" {len(words)} different; most often {often}")


if __name__ == "__main__":
    main()
