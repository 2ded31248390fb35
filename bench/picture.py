"""Pictures of ratios, in SVG that follows the reader's choice of light or dark."""

import html

WIDTH, LEFT, RIGHT, BAR, GAP, HEAD = 760, 118, 52, 14, 4, 22
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #24292f } .title { font-weight: 600 } .value { font-size: 11px }
  .peer { fill: #afb8c1 } .jug { fill: #b35900 } .again { fill: #d9a066 } .one { stroke: #57606a; stroke-dasharray: 3 3 } .range { stroke: #24292f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .peer { fill: #57606a } .jug { fill: #f0883e } .again { fill: #9a5b22 } .one { stroke: #8b949e } .range { stroke: #e6edf3 }
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
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}" role="img">'
    return "\n".join([head, f"<style>{STYLE}</style>", *lines, "</svg>", ""])
