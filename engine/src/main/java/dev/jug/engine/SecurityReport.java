package dev.jug.engine;

import dev.jug.engine.audit.Risk;
import dev.jug.engine.audit.Risk.Level;
import dev.jug.engine.audit.SecurityCheck;
import dev.jug.engine.audit.SecurityCheck.Stage;
import dev.jug.engine.audit.SecurityCheck.Verdict;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerImage;
import dev.jug.image.Images;
import dev.jug.image.error.ImageException;
import dev.jug.image.sign.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way from an image to a process, stage by stage: what holds, and what does not. */
final class SecurityReport {
  private static final int NAMED = 3;

  private final Services services;
  private final Audits audits;
  private final List<SecurityCheck> checks = new ArrayList<>();

  SecurityReport(Services services, Audits audits) {
    this.services = services;
    this.audits = audits;
  }

  /**
   * All of it.
   *
   * @param advisories known holes; empty if nobody gave a list
   */
  List<SecurityCheck> make(List<Container> containers, Optional<Path> advisories)
      throws IOException {
    var images = services.images().get();
    var names =
        containers.stream()
            .map(container -> container.record().request().image())
            .filter(ContainerImage.Stored.class::isInstance)
            .map(image -> ((ContainerImage.Stored) image).name())
            .distinct()
            .toList();
    for (var name : names) {
      signature(images, name);
      holes(images, name, advisories);
    }
    registries(images);
    risks(Stage.HOST, "this machine", audits.ofHost());
    for (var container : containers) {
      risks(Stage.RUNTIME, container.name() + ": what it may do", audits.of(container));
      drift(container);
    }
    return List.copyOf(checks);
  }

  private void signature(Images images, String text) throws IOException {
    var subject = text + ": signature";
    var policy = images.signatures().policy();
    try {
      var entry = images.find(text, null).entry();
      if (entry.name().isEmpty()) {
        fail(Stage.IMAGE, subject, "it has no name that could be signed");
        return;
      }
      var name = entry.name().get();
      var kept = images.signatures().kept(name, entry.digest());
      if (policy.needsSignatures(name)) {
        policy.check(name, entry.digest(), kept);
        pass(Stage.IMAGE, subject, "as the policy wants it");
      } else if (kept.isEmpty()) {
        fail(Stage.IMAGE, subject, "there is none, and no policy wants one: jug image sign");
      } else {
        unknown(Stage.IMAGE, subject, "there is one, but no policy says whose it must be");
      }
    } catch (ImageException e) {
      fail(Stage.IMAGE, subject, String.valueOf(e.getMessage()));
    }
  }

  private void holes(Images images, String name, Optional<Path> advisories) throws IOException {
    try {
      checks.add(new KnownHoles(images, advisories).of(name));
    } catch (ImageException e) {
      fail(Stage.IMAGE, name + ": known holes", String.valueOf(e.getMessage()));
    }
  }

  private void registries(Images images) {
    var insecure = services.settings().get().registries().insecure();
    decide(
        Stage.REGISTRY,
        "who is asked",
        insecure.isEmpty(),
        "all but those on this machine prove who they are",
        "insecure-registries need not prove who they are: " + String.join(", ", insecure));
    var otherwise = images.signatures().policy().otherwise();
    decide(
        Stage.REGISTRY,
        "what is taken",
        otherwise.stream().noneMatch(Requirement.Accept.class::isInstance),
        "what the signature policy lets through",
        "images of anybody: no signature policy says otherwise");
  }

  /** Those that lead to root on the host, or nearly. */
  private void risks(Stage stage, String subject, List<Risk> risks) {
    var bad = risks.stream().filter(risk -> risk.level().compareTo(Level.HIGH) <= 0).toList();
    bad.forEach(risk -> fail(stage, subject, risk.subject() + ": " + risk.why()));
    if (bad.isEmpty()) {
      pass(stage, subject, "nothing critical or high, of less: " + risks.size());
    }
  }

  /** Programs that are not those of the image. */
  private void drift(Container container) throws IOException {
    var subject = container.name() + ": its programs";
    try {
      var changed =
          container.files().changes().stream()
              .map(change -> "/" + change.path())
              .filter(path -> path.matches("/(usr/(local/)?)?(s?bin|lib[^/]*)/.*"))
              .toList();
      decide(
          Stage.RUNTIME,
          subject,
          changed.isEmpty(),
          "those of its image",
          "%d are not those of its image, such as %s"
              .formatted(
                  changed.size(),
                  String.join(" ", changed.subList(0, Math.min(NAMED, changed.size())))));
    } catch (EngineException e) {
      unknown(Stage.RUNTIME, subject, String.valueOf(e.getMessage()));
    }
  }

  private void decide(Stage stage, String subject, boolean holds, String good, String bad) {
    if (holds) {
      pass(stage, subject, good);
    } else {
      fail(stage, subject, bad);
    }
  }

  private void pass(Stage stage, String subject, String why) {
    checks.add(new SecurityCheck(stage, subject, Verdict.PASS, why));
  }

  private void fail(Stage stage, String subject, String why) {
    checks.add(new SecurityCheck(stage, subject, Verdict.FAIL, why));
  }

  private void unknown(Stage stage, String subject, String why) {
    checks.add(new SecurityCheck(stage, subject, Verdict.UNKNOWN, why));
  }
}
