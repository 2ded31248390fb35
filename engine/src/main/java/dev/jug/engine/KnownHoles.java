package dev.jug.engine;

import dev.jug.build.attest.Inventory;
import dev.jug.build.tree.SourceTree;
import dev.jug.engine.advisory.AdvisoryList;
import dev.jug.engine.advisory.Hole;
import dev.jug.engine.advisory.Suspect;
import dev.jug.engine.audit.SecurityCheck;
import dev.jug.engine.audit.SecurityCheck.Stage;
import dev.jug.engine.audit.SecurityCheck.Verdict;
import dev.jug.image.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which known holes the packages of an image have.
 *
 * @param images where it is
 * @param list of advisories; empty if nobody gave one
 */
record KnownHoles(Images images, Optional<Path> list) {
  private static final int NAMED = 5;

  /** A hole that a newer package would close is a failure; one that nobody can close is told. */
  SecurityCheck of(String name) throws IOException {
    var subject = name + ": known holes";
    var suspects = suspects(name);
    if (suspects.isEmpty()) {
      var why = "no package manager's record is in it, and no Java archive";
      return new SecurityCheck(Stage.IMAGE, subject, Verdict.UNKNOWN, why);
    }
    if (list.isEmpty()) {
      var why = "of its packages, %d, nobody gave a list: --advisories".formatted(suspects.size());
      return new SecurityCheck(Stage.IMAGE, subject, Verdict.UNKNOWN, why);
    }
    var holes = AdvisoryList.holes(list.get(), suspects);
    var closed = holes.stream().filter(Hole::isClosed).toList();
    return closed.isEmpty()
        ? new SecurityCheck(Stage.IMAGE, subject, Verdict.PASS, good(suspects, holes))
        : new SecurityCheck(Stage.IMAGE, subject, Verdict.FAIL, bad(closed, holes));
  }

  private Set<Suspect> suspects(String name) throws IOException {
    try (var tree = SourceTree.of(images, images.find(name, null).image())) {
      return Inventory.of(tree).stream().map(Suspect::of).collect(Collectors.toSet());
    }
  }

  private static String good(Set<Suspect> suspects, List<Hole> holes) {
    return "none that a newer package closes, in %d packages; without a fix: %d"
        .formatted(suspects.size(), holes.size());
  }

  private static String bad(List<Hole> closed, List<Hole> holes) {
    var named = closed.stream().limit(NAMED).map(Hole::toString).collect(Collectors.joining("; "));
    return "newer packages close %d: %s%s; without a fix: %d"
        .formatted(
            closed.size(), named, closed.size() > NAMED ? "; …" : "", holes.size() - closed.size());
  }
}
