// A terminal's screen: what programs send (ECMA-48, xterm's control sequences) becomes cells. It knows the
// characters and sequences that shells, editors and pagers use; what it does not know it passes over.

const BASIC = ["#1c2128", "#f47067", "#57ab5a", "#c69026", "#539bf5", "#b083f0", "#39c5cf", "#adbac7", "#636e7b", "#ff938a", "#6bc46d", "#daaa3f", "#6cb6ff", "#dcbdfb", "#56d4dd", "#cdd9e5"];
const SCROLLBACK = 2000;
const STEPS = [0, 95, 135, 175, 215, 255];
const PLAIN = Object.freeze({});

function palette(index) {
  if (index < 16) return BASIC[index];
  if (index >= 232) return `rgb(${[0, 0, 0].fill(8 + (index - 232) * 10)})`;
  const cube = index - 16;
  return `rgb(${STEPS[Math.floor(cube / 36)]},${STEPS[Math.floor(cube / 6) % 6]},${STEPS[cube % 6]})`;
}

export class Screen {
  /** @param answer is called with what the program is to read: reports that it asked for */
  constructor(rows, columns, answer = () => {}) {
    this.answer = answer;
    this.history = [];
    this.pending = "";
    this.resize(rows, columns);
    this.reset();
  }

  reset() {
    this.style = PLAIN;
    this.x = this.y = 0;
    this.saved = { x: 0, y: 0, style: PLAIN };
    this.cursorKeys = "[";
    this.cursorShown = true;
    this.other = null;
    this.lines = Array.from({ length: this.rows }, () => this.blank());
  }

  blank() {
    return Array(this.columns).fill(null).map(() => [" ", PLAIN]);
  }

  resize(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.top = 0;
    this.bottom = rows - 1;
    for (const line of this.lines ?? []) {
      while (line.length < columns) line.push([" ", PLAIN]);
      line.length = columns;
    }
    if (!this.lines) return;
    while (this.lines.length > rows) {
      if (this.y < this.lines.length - 1) this.lines.pop();
      else this.history.push(this.lines.shift()), this.y--;
    }
    while (this.lines.length < rows) this.lines.push(this.blank());
    this.x = Math.min(this.x, columns - 1);
    this.y = Math.max(0, Math.min(this.y, rows - 1));
  }

  /** Takes text; a sequence that is cut is kept until the rest comes. */
  write(text) {
    const all = this.pending + text;
    this.pending = "";
    const part = /\x1b(?:\[([?>=!]?)([\d;:]*)([ -/]*)([@-~])|\]([^\x07\x1b]*)(?:\x07|\x1b\\)|[()*+](.)|([^[\]()*+]))|([\x00-\x1a\x1c-\x1f\x7f])|([^\x00-\x1f\x7f]+)/gsuy;
    let at = 0;
    for (let match = part.exec(all); match; match = part.exec(all)) {
      at = part.lastIndex;
      const [, mark, numbers, between, final, , , single, control, printable] = match;
      if (printable !== undefined) for (const character of printable) this.put(character);
      else if (control !== undefined) this.control(control);
      else if (final !== undefined && !between) this.sequence(mark, numbers.split(/[;:]/).map((n) => (n === "" ? 0 : +n)), final);
      else if (single !== undefined) this.escape(single);
    }
    const rest = all.slice(at);
    if (rest.length < 4096) this.pending = rest;
  }

  put(character) {
    if (this.x >= this.columns) {
      this.x = 0;
      this.feed();
    }
    this.lines[this.y][this.x++] = [character, this.style];
  }

  control(character) {
    if (character === "\r") this.x = 0;
    else if ("\n\v\f".includes(character)) this.feed();
    else if (character === "\b") this.x = Math.max(0, Math.min(this.x, this.columns) - 1);
    else if (character === "\t") this.x = Math.min(this.columns - 1, (Math.floor(this.x / 8) + 1) * 8);
  }

  feed() {
    if (this.y === this.bottom) this.scroll(1);
    else if (this.y < this.rows - 1) this.y++;
  }

  scroll(count) {
    for (; count > 0; count--) {
      const [gone] = this.lines.splice(this.top, 1);
      if (this.top === 0 && !this.other) this.history.push(gone);
      this.lines.splice(this.bottom, 0, this.blank());
    }
    for (; count < 0; count++) {
      this.lines.splice(this.bottom, 1);
      this.lines.splice(this.top, 0, this.blank());
    }
    if (this.history.length > SCROLLBACK) this.history.splice(0, this.history.length - SCROLLBACK);
  }

  escape(what) {
    if (what === "7") this.saved = { x: this.x, y: this.y, style: this.style };
    else if (what === "8") Object.assign(this, this.saved);
    else if (what === "D") this.feed();
    else if (what === "E") this.x = 0, this.feed();
    else if (what === "M") this.y === this.top ? this.scroll(-1) : (this.y = Math.max(0, this.y - 1));
    else if (what === "c") this.reset();
  }

  move(x, y) {
    this.x = Math.max(0, Math.min(x, this.columns - 1));
    this.y = Math.max(0, Math.min(y, this.rows - 1));
  }

  sequence(mark, numbers, final) {
    if (mark === "?") return final === "h" || final === "l" ? numbers.forEach((n) => this.mode(n, final === "h")) : undefined;
    if (mark) return;
    const n = numbers[0] || 1;
    switch (final) {
      case "A": return this.move(this.x, this.y - n);
      case "B": case "e": return this.move(this.x, this.y + n);
      case "C": case "a": return this.move(this.x + n, this.y);
      case "D": return this.move(this.x - n, this.y);
      case "E": return this.move(0, this.y + n);
      case "F": return this.move(0, this.y - n);
      case "G": case "`": return this.move(n - 1, this.y);
      case "d": return this.move(this.x, n - 1);
      case "H": case "f": return this.move((numbers[1] || 1) - 1, n - 1);
      case "J": return this.eraseScreen(numbers[0]);
      case "K": return this.erase(this.y, numbers[0] === 0 ? this.x : 0, numbers[0] === 1 ? this.x + 1 : this.columns);
      case "X": return this.erase(this.y, this.x, this.x + n);
      case "L": case "M": return this.shiftLines(final === "L" ? -n : n);
      case "P": case "@": return this.shiftCells(final === "@", n);
      case "S": return this.scroll(n);
      case "T": return this.scroll(-n);
      case "m": return this.paint(numbers);
      case "n": return numbers[0] === 6 ? this.answer(`\x1b[${this.y + 1};${this.x + 1}R`) : undefined;
      case "c": return this.answer("\x1b[?6c");
      case "r":
        this.top = n - 1;
        this.bottom = Math.min(numbers[1] || this.rows, this.rows) - 1;
        return this.move(0, 0);
      case "s": return this.escape("7");
      case "u": return this.escape("8");
    }
  }

  erase(y, from, to) {
    for (let x = from; x < Math.min(to, this.columns); x++) this.lines[y][x] = [" ", this.style.back ? { back: this.style.back } : PLAIN];
  }

  eraseScreen(what) {
    if (what === 3) this.history = [];
    for (let y = 0; y < this.rows; y++) {
      if ((what === 0 && y > this.y) || (what === 1 && y < this.y) || what === 2) this.erase(y, 0, this.columns);
    }
    if (what === 0) this.erase(this.y, this.x, this.columns);
    if (what === 1) this.erase(this.y, 0, this.x + 1);
  }

  shiftLines(count) {
    if (this.y < this.top || this.y > this.bottom) return;
    const top = this.top;
    const history = this.history;
    this.top = this.y;
    this.history = [];
    this.scroll(count);
    this.top = top;
    this.history = history;
  }

  shiftCells(insert, n) {
    const line = this.lines[this.y];
    const blanks = Array.from({ length: Math.min(n, this.columns - this.x) }, () => [" ", PLAIN]);
    if (insert) line.splice(this.x, 0, ...blanks), (line.length = this.columns);
    else line.splice(this.x, blanks.length), line.push(...blanks);
  }

  mode(number, on) {
    if (number === 1) this.cursorKeys = on ? "O" : "[";
    else if (number === 25) this.cursorShown = on;
    else if (number === 2004) this.bracketed = on;
    else if ([47, 1047, 1049].includes(number) && on !== !!this.other) {
      if (on) {
        this.other = { lines: this.lines, x: this.x, y: this.y };
        this.lines = Array.from({ length: this.rows }, () => this.blank());
      } else {
        const { lines, x, y } = this.other;
        this.other = null;
        Object.assign(this, { lines, x, y });
        this.resize(this.rows, this.columns);
      }
    }
  }

  paint(numbers) {
    const style = { ...this.style };
    for (let at = 0; at < numbers.length; at++) {
      const n = numbers[at];
      if (n === 0) for (const key of Object.keys(style)) delete style[key];
      else if (n === 1) style.bold = true;
      else if (n === 3) style.italic = true;
      else if (n === 4) style.under = true;
      else if (n === 7) style.inverse = true;
      else if (n === 22) delete style.bold;
      else if (n === 23) delete style.italic;
      else if (n === 24) delete style.under;
      else if (n === 27) delete style.inverse;
      else if (n === 39) delete style.fore;
      else if (n === 49) delete style.back;
      else if (n === 38 || n === 48) {
        const key = n === 38 ? "fore" : "back";
        if (numbers[at + 1] === 5) style[key] = palette(numbers[at + 2] ?? 0), (at += 2);
        else if (numbers[at + 1] === 2) style[key] = `rgb(${numbers.slice(at + 2, at + 5)})`, (at += 4);
      } else if ((n >= 30 && n <= 37) || (n >= 90 && n <= 97)) style.fore = BASIC[n < 90 ? n - 30 : n - 82];
      else if ((n >= 40 && n <= 47) || (n >= 100 && n <= 107)) style.back = BASIC[n < 100 ? n - 40 : n - 92];
    }
    this.style = Object.freeze(style);
  }
}
