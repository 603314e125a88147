"""What was measured, and how it is shown."""
import statistics


def percentile(samples, part):
    """The nearest sample of that rank."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


class Results:
    def __init__(self):
        self.samples = {}

    def put(self, figure, tool, samples):
        self.samples.setdefault(figure, {})[tool.name] = samples

    def add(self, figure, tool, sample):
        self.samples.setdefault(figure, {}).setdefault(tool.name, []).append(sample)

    def get(self, figure, name):
        return self.samples.get(figure, {}).get(name)

    def middle(self, figure, name):
        samples = self.get(figure, name)
        return statistics.median(samples) if samples else None

    def per_worker_kb(self, name):
        none, hundred = self.middle("total0", name), self.middle("total100", name)
        return None if none is None or hundred is None else (hundred - none) * 1024 / 100


FIGURES = [
    ("restart", "restart after `kill -9`", "ms"),
    ("start100", "100 workers: command to all running", "s"),
    ("stop100", "100 workers: stop to all gone", "s"),
    ("start500", "500 workers: command to all running", "s"),
    ("stop500", "500 workers: stop to all gone", "s"),
    ("per_worker", "memory per worker beyond its own", "KB"),
    ("plane0", "control plane, no workers", "MB"),
    ("plane100", "control plane, 100 workers", "MB"),
    ("plane500", "control plane, 500 workers", "MB"),
    ("idle", "idle CPU, 100 quiet workers", "% of a core"),
]


def _number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _cell(results, figure, name):
    if figure == "per_worker":
        value = results.per_worker_kb(name)
        return "" if value is None else _number(value)
    samples = results.get(figure, name)
    if not samples:
        return ""
    if len(samples) == 1:
        return _number(samples[0])
    return " / ".join(_number(v) for v in (min(samples), statistics.median(samples), percentile(samples, 0.95)))


def table(results, tools):
    lines = ["| figure (min / p50 / p95) | unit | " + " | ".join(tool.label for tool in tools) + " |",
             "|---" * (len(tools) + 2) + "|"]
    for figure, text, unit in FIGURES:
        cells = [_cell(results, figure, tool.name) for tool in tools]
        if any(cells):
            lines.append(f"| {text} | {unit} | " + " | ".join(cell or "n/a" for cell in cells) + " |")
    return "\n".join(lines)


def goals(results):
    """One line for each goal that this run can judge."""
    own, peer = "tireless", "pm2"
    checks = [
        ("restart p50 no slower than PM2's", results.middle("restart", own), results.middle("restart", peer), 1, "ms"),
        ("start of 100 in at most 0.8 of PM2's time", results.middle("start100", own), results.middle("start100", peer), 0.8, "s"),
        ("at most 200 KB per worker", results.per_worker_kb(own), 200, 1, "KB"),
        ("control plane at most 120 MB at 100 workers", results.middle("plane100", own), 120, 1, "MB"),
        ("idle at most 1 % of a core at 100 workers", results.middle("idle", own), 1, 1, "%"),
    ]
    for text, value, bound, part, unit in checks:
        if value is not None and bound is not None:
            verdict = "met" if value <= bound * part else "NOT met"
            yield f"- {text}: **{verdict}** ({_number(value)} {unit}, bound {_number(bound * part)})"
