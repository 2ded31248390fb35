"""Pictures of ratios, and of values over time, in SVG that follows the reader's choice of light or dark."""

import html

WIDTH, LEFT, RIGHT, BAR, GAP, HEAD = 760, 118, 52, 14, 4, 22
PANEL, PLOT, COLUMNS = 372, 70, 2
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #24292f } .title { font-weight: 600 } .value { font-size: 11px }
  .peer { fill: #afb8c1 } .jug { fill: #b35900 } .again { fill: #d9a066 } .one { stroke: #57606a; stroke-dasharray: 3 3 } .range { stroke: #24292f }
  .line { fill: none; stroke: #b35900; stroke-width: 1.5 } .floor { stroke: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .peer { fill: #57606a } .jug { fill: #f0883e } .again { fill: #9a5b22 } .one { stroke: #8b949e } .range { stroke: #e6edf3 }
    .line { stroke: #f0883e } .floor { stroke: #57606a }
  }
"""
MOST = 4.0


def kind(name):
    return "jug" if name == "jug" else "again" if name.startswith("jug") else "peer"


def bar(name, ratio, top, scale):
    """One engine: its name, its bar, what lies around its median, and the number."""
    median, low, high = (min(part, MOST) for part in ratio)
    middle = top + BAR / 2
    yield f'<text x="{LEFT - 8}" y="{middle + 4}" text-anchor="end">{html.escape(name)}</text>'
    yield f'<rect class="{kind(name)}" x="{LEFT}" y="{top}" width="{max(median * scale, 1):.1f}" height="{BAR}" rx="2"/>'
    yield f'<line class="range" x1="{LEFT + low * scale:.1f}" x2="{LEFT + high * scale:.1f}" y1="{middle}" y2="{middle}"/>'
    more = " →" if ratio[0] > MOST else ""
    yield f'<text class="value" x="{LEFT + max(median, high) * scale + 6:.1f}" y="{middle + 4}">{ratio[0]:.2f}{more}</text>'


def bars(results):
    """A group of bars for each title; results: title, then name, then median, tenth and ninetieth percentile."""
    widest = min(MOST, max(max(part) for found in results.values() for part in found.values()))
    scale = (WIDTH - LEFT - RIGHT) / max(widest, 1)
    lines, top = [], 4
    for title, found in results.items():
        lines.append(f'<text class="title" x="4" y="{top + 14}">{html.escape(title)}</text>')
        top += HEAD
        began = top
        for name, ratio in sorted(found.items(), key=lambda item: item[1]):
            lines += bar(name, ratio, top, scale)
            top += BAR + GAP
        lines.append(f'<line class="one" x1="{LEFT + scale:.1f}" x2="{LEFT + scale:.1f}" y1="{began - 2}" y2="{top}"/>')
        top += 10
    return whole(lines, top)


def whole(lines, height):
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">'
    return "\n".join([head, f"<style>{STYLE}</style>", *lines, "</svg>", ""])


def panel(title, points, unit, left, top):
    """One series from nothing up; the number at its right is the last value."""
    end, most = max(points[-1][0], 0.01), max(max(value for _, value in points), 1) * 1.1
    base, width = top + HEAD + PLOT, PANEL - 60
    at = [f"{left + 4 + x / end * width:.1f},{base - value / most * PLOT:.1f}" for x, value in points]
    yield f'<text class="title" x="{left + 4}" y="{top + 14}">{html.escape(title)}</text>'
    yield f'<line class="floor" x1="{left + 4}" x2="{left + 4 + width}" y1="{base}" y2="{base}"/>'
    yield f'<polyline class="line" points="{" ".join(at)}"/>'
    last = points[-1][1]
    yield f'<text class="value" x="{left + 10 + width}" y="{base - last / most * PLOT + 4:.1f}">{last:.0f}</text>'
    yield f'<text class="value" x="{left + 4 + width}" y="{base + 14}" text-anchor="end">{end:.0f} {unit}</text>'


def lines(series, unit):
    """A panel for each series; series: title, then pairs of a position and a value."""
    drawn, height = [], HEAD + PLOT + 28
    for index, (title, points) in enumerate(series.items()):
        drawn += panel(title, points, unit, index % COLUMNS * (WIDTH - PANEL), index // COLUMNS * height)
    return whole(drawn, -(-len(series) // COLUMNS) * height)
