package dev.jug.linux.net;

import java.util.Arrays;

/** How far an address or a route reaches (rtnetlink(7), RT_SCOPE_…). */
public enum Scope {
  UNIVERSE(0),
  SITE(200),
  LINK(253),
  HOST(254),
  NOWHERE(255);

  private final int number;

  Scope(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Numbers between are the user's own; they reach as far as the next nearer one. */
  static Scope of(int number) {
    return Arrays.stream(values())
        .filter(scope -> scope.number >= number)
        .findFirst()
        .orElse(NOWHERE);
  }
}
