"""Answers every line of BOT_QUESTIONS with one line in BOT_ANSWERS.

What is answered is not remembered anywhere else: as many questions are done as there are answers. So a kill
between any two steps neither loses a question nor answers it twice.
"""

import json
import os
import time
from datetime import datetime, timezone

from lines import Lines
from notify import notify, stop_asked, stop_between_items

QUESTIONS = os.environ["BOT_QUESTIONS"]
# The supervisor says how long it bears silence; half of that leaves room for a slow moment.
BEAT = min(1.0, int(os.environ.get("WATCHDOG_USEC", 2_000_000)) / 1e6 / 2)


def main():
    stop_between_items()
    answers = Lines(os.environ["BOT_ANSWERS"])
    answered = errors = 0
    print(f"{answers.count} questions were answered before; reading {QUESTIONS}")
    stopping = False
    while not stopping:
        waiting = unanswered(answers.count)
        for position, question in enumerate(waiting):
            report(answered, errors, len(waiting) - position)
            try:
                reply = answer(question)
            except Exception as problem:  # a bad question must not stop the good ones behind it
                reply, errors = f"cannot answer that: {problem}", errors + 1
            answers.append(json.dumps({"question": question, "answer": reply}))
            answered += 1
            print(f"{question!r} -> {reply}")
            stopping = stop_asked()
            if stopping:
                break
        else:
            report(answered, errors, 0)
            stopping = stop_asked(BEAT)
    print(f"asked to stop: ended between two questions, after {answered}")


def report(answered, errors, backlog):
    notify(
        READY=1,  # said again each time, for a supervisor that came back and did not hear it
        WATCHDOG=1,
        STATUS=f"{answered} answered, {backlog} wait",
        X_PROCESSED=answered,
        X_ERRORS=errors,
        X_BACKLOG=backlog,
    )


def unanswered(count):
    """The questions after the first `count`. A last line without its newline is still being written."""
    try:
        with open(QUESTIONS, encoding="utf-8", errors="replace", newline="\n") as file:
            return file.read().split("\n")[count:-1]
    except FileNotFoundError:
        return []


def answer(question):
    word, _, rest = question.strip().lower().partition(" ")
    if word == "hello":
        return f"hello, I am {os.environ.get('DATAOS_NAME', 'a bot')}, process {os.getpid()}"
    if word == "time":
        return datetime.now(timezone.utc).isoformat(timespec="seconds")
    if word == "load":
        return f"the load is {os.getloadavg()[0]:.2f}"
    if word == "sum":
        return f"{sum(map(float, rest.split())):g}"
    if word == "think":
        return think(min(60.0, float(rest)))
    return "I know: hello, time, load, sum 1 2 3, think 5"


def think(seconds):
    """A long piece of work: it goes on sending heartbeats, or it would be taken for hung."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        notify(WATCHDOG=1, STATUS=f"thinking, {end - time.monotonic():.0f} s left")
        time.sleep(min(BEAT, max(0, end - time.monotonic())))
    return f"thought for {seconds:g} s"


if __name__ == "__main__":
    main()
