package dev.jug.docker.build;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.exec.BuildListener;
import dev.jug.build.graph.BuildPlan;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.Step;
import dev.jug.docker.stream.Messages;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Reference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells a client how a build goes on, in the words of Docker's classic builder. Thread-safe. */
final class BuildMessages implements BuildListener {
  private static final int SHOWN = 12;

  private final Messages messages;
  private final boolean quiet;
  private final int total;
  private int count;

  BuildMessages(Messages messages, BuildPlan plan, boolean quiet) {
    this.messages = messages;
    this.quiet = quiet;
    this.total =
        plan.needed().stream().mapToInt(stage -> 1 + stage.stage().instructions().size()).sum();
  }

  private void stream(String text) {
    if (!quiet) {
      messages.send(Map.of("stream", text));
    }
  }

  private void begin(String instruction) {
    count++;
    stream("Step " + Math.min(count, total) + "/" + total + " : " + instruction + "\n");
  }

  @Override
  public synchronized void base(PlannedStage stage, String id) {
    begin(stage.stage().from().origin().text());
    stream(" ---> " + (id.isEmpty() ? "" : id.substring(0, SHOWN)) + "\n");
  }

  @Override
  public synchronized void begin(PlannedStage stage, Step step) {
    begin(step.label().instruction().origin().text());
  }

  @Override
  public synchronized void output(PlannedStage stage, Step step, byte[] bytes) {
    stream(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void done(PlannedStage stage, Step step, boolean cached, String id) {
    if (cached && !step.isEmptyLayer()) {
      stream(" ---> Using cache\n");
    }
    stream(" ---> " + id + "\n");
  }

  @Override
  public synchronized void warning(String text) {
    stream("[Warning] " + text + "\n");
  }

  /** Says what came of it. */
  synchronized void finished(Image image, List<Reference> names) {
    if (quiet) {
      messages.send(Map.of("stream", image.id() + "\n"));
      return;
    }
    messages.send(Map.of("aux", Map.of("ID", image.id().toString())));
    stream("Successfully built " + image.id().hex().substring(0, SHOWN) + "\n");
    for (var name : names) {
      stream("Successfully tagged " + name.familiar() + "\n");
    }
  }

  /** Says why nothing came of it. */
  synchronized void failed(String message, int code) {
    var detail = new LinkedHashMap<String, Object>();
    if (code != 0) {
      detail.put("code", code);
    }
    detail.put("message", message);
    var error = new LinkedHashMap<String, Object>();
    error.put("errorDetail", detail);
    error.put("error", message);
    messages.send(error);
  }

  /** The same. */
  void failed(BuildFailure failure) {
    failed(failure.getMessage(), failure.code());
  }
}
