package dev.jug.cli.build;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.check.CheckOptions;
import dev.jug.build.dockerfile.check.Checker;
import dev.jug.build.dockerfile.check.Finding;
import dev.jug.door.Front;

/**
 * Says what the checks of a Dockerfile have found.
 *
 * @param front hears it
 */
record CheckReport(Front front) {
  /** Checks; the exit code is 1 if something was found. */
  int report(Dockerfile dockerfile, IgnoreRules ignored) {
    var options = CheckOptions.parse(dockerfile.directives().check());
    var findings = Checker.check(dockerfile, options, ignored);
    if (findings.isEmpty()) {
      front.printLine("Check complete, no warnings found.");
      return 0;
    }
    var number = findings.size() == 1 ? "1 warning has" : findings.size() + " warnings have";
    front.printLine("Check complete, " + number + " been found!");
    findings.forEach(finding -> show(dockerfile, finding));
    return 1;
  }

  private void show(Dockerfile dockerfile, Finding finding) {
    var range = finding.range();
    front.printLine("\nWARNING: " + finding.rule().title());
    front.printLine(finding.detail());
    front.printLine(range.toString());
    int last = Math.min(range.end().line(), dockerfile.lines().size());
    for (int line = range.start().line(); line <= last; line++) {
      front.printLine("%4d | %s".formatted(line, dockerfile.lines().get(line - 1)));
    }
  }
}
