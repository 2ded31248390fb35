"""Whether something grows: the last third of what was measured beside the first, when the engine is warm."""

import statistics

WARMUP = 0.1
MORE = 1.1
SLACK = {"(MB)": 0.5, "(ms)": 0}
THINGS = 3


def thirds(points):
    """The medians of the first and the last third, without the warm-up."""
    values = [value for _, value in points[int(len(points) * WARMUP):]]
    third = max(1, len(values) // 3)
    return statistics.median(values[:third]), statistics.median(values[-third:])


def verdict(title, points, before, after):
    """What was more in the end, but is back where it was when all is over, was in use."""
    slack = SLACK.get(title[-4:], THINGS)
    pairs = [thirds(points)] + ([] if before is None else [(before, after)])
    return "grows" if all(last > first * MORE + slack for first, last in pairs) else "flat"


def rows(measured):
    """For each series: title, first and last third, the most, before all and after all, the verdict."""
    for title, points in measured["series"].items():
        first, last = thirds(points)
        ends = [measured[moment].get(title) for moment in ("before", "after")]
        yield title, first, last, max(value for _, value in points), *ends, verdict(title, points, *ends)


def shown(value):
    return "" if value is None else f"{value:.1f}" if value % 1 else f"{value:.0f}"


def text(measured):
    yield f"{'':24} {'first third':>12} {'last third':>12} {'most':>9} {'before':>9} {'after':>9}"
    for title, first, last, most, before, after, word in rows(measured):
        numbers = [shown(value) for value in (first, last, most, before, after)]
        yield "{:24} {:>12} {:>12} {:>9} {:>9} {:>9}  {}".format(title, *numbers, word)


def table(measured):
    """As Markdown. Times are parts of the first third's, for they belong to a machine."""
    yield "| | first third | last third | most | before | after | |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for title, first, last, most, *ends, word in rows(measured):
        if "(ms)" in title:
            title, first, last, most = title.replace(" (ms)", ", as a part of the first third's"), 1, last / first, most / first
            numbers = [f"{value:.2f}" for value in (first, last, most)]
        else:
            numbers = [shown(value) for value in (first, last, most)]
        yield f"| {title} | {' | '.join([*numbers, *map(shown, ends)])} | {word} |"
