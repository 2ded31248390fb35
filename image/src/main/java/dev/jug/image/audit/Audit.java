package dev.jug.image.audit;

import dev.jug.image.audit.Finding.Severity;
import dev.jug.oci.image.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a check found.
 *
 * @param findings for people
 * @param blobs that are damaged
 * @param layers unpacked ones that are damaged, by the names their driver gives them
 * @param open files and directories that others may change
 */
public record Audit(
    List<Finding> findings, Set<Digest> blobs, Set<Digest> layers, List<Path> open) {
  private static final String REPAIR = "'jug system check --repair' removes it; then ";

  Audit() {
    this(new ArrayList<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
  }

  /** Whether something is lost or damaged. */
  public boolean isBad() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  void lost(String subject, String problem, String advice) {
    findings.add(new Finding(Severity.ERROR, subject, problem, advice));
  }

  /** A blob whose content is not what its name says. */
  void damaged(Digest blob, Digest actual, String neededBy) {
    blobs.add(blob);
    lost(
        blob.toString(),
        "the blob is damaged: its content has the digest " + actual + neededBy,
        REPAIR + "pull the image again.");
  }

  void damaged(String image, Digest layer, Digest key, String why) {
    if (layers.add(key)) {
      lost(
          image,
          "its unpacked layer " + layer + " is damaged: " + why,
          REPAIR + "the next container unpacks it again.");
    }
  }

  /** Nothing is lost by this. */
  void note(String subject, String problem, String advice) {
    findings.add(new Finding(Severity.NOTE, subject, problem, advice));
  }

  void open(Path path, String how) {
    open.add(path);
    lost(
        path.toString(),
        "others than the engine's user may change it: " + how,
        "'jug system check --repair' takes that away.");
  }
}
