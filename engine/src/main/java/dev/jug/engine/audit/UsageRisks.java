package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.LOW;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.network.port.PortBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it may use up, whom it lets in, what it carries with it. */
final class UsageRisks {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(passw|secret|token|api_?key|private_?key|credential|access_?key).*");
  private static final Pattern LOOKS_SECRET =
      Pattern.compile("AKIA[0-9A-Z]{16}|gh[pousr]_\\w{20,}|-----BEGIN [A-Z ]*PRIVATE KEY");

  private UsageRisks() {}

  static List<Risk> of(ContainerRequest request) {
    var risks = new ArrayList<Risk>();
    limits(request.resources(), risks);
    ports(request, risks);
    request.process().environment().forEach(entry -> environment(entry, risks));
    image(request.image(), risks);
    return risks;
  }

  private static void limits(ResourceOptions limits, List<Risk> risks) {
    if (isUnlimited(limits.memory())) {
      risks.add(
          new Risk(
              MEDIUM,
              "no memory limit",
              "it can take all memory, and the kernel kills whom it likes",
              "-m 512m, or what it needs"));
    }
    if (isUnlimited(limits.pidsLimit())) {
      risks.add(
          new Risk(
              MEDIUM,
              "no limit of processes",
              "a fork bomb takes the host's process table",
              "--pids-limit 2048, which is the default"));
    }
    boolean quota = !isUnlimited(limits.nanoCpus()) || !isUnlimited(limits.cpuQuota());
    if (!quota) {
      risks.add(
          new Risk(
              LOW,
              "no processor limit",
              "it takes what others leave; they share when they want it too",
              "--cpus 1"));
    }
  }

  private static boolean isUnlimited(@Nullable Long limit) {
    return limit == null || limit <= 0;
  }

  private static void ports(ContainerRequest request, List<Risk> risks) {
    var open =
        request.network().ports().stream()
            .filter(UsageRisks::isForAll)
            .map(port -> port.container().toString())
            .toList();
    if (!open.isEmpty() || request.network().publishAll()) {
      risks.add(
          new Risk(
              MEDIUM,
              "published at all addresses: " + (open.isEmpty() ? "-P" : String.join(", ", open)),
              "everybody who reaches the host reaches it; a firewall of the host's may not see it",
              "-p 127.0.0.1:PORT:PORT, or the address that is meant"));
    }
  }

  private static boolean isForAll(PortBinding port) {
    var address = port.address();
    return address == null || address.isAnyLocalAddress();
  }

  /** The value is nobody's business. */
  private static void environment(String entry, List<Risk> risks) {
    int equals = entry.indexOf('=');
    var name = equals < 0 ? entry : entry.substring(0, equals);
    var value = equals < 0 ? "" : entry.substring(equals + 1);
    boolean file = name.endsWith("_FILE");
    if (!value.isEmpty()
        && !file
        && (SECRET.matcher(name).matches() || LOOKS_SECRET.matcher(value).find())) {
      risks.add(
          new Risk(
              MEDIUM,
              "-e " + name + "=…",
              "a secret in the environment is in inspect, in /proc, and in every child",
              "a file: -v FILE:/run/secrets/" + name.toLowerCase(Locale.ROOT) + ":ro"));
    }
  }

  private static void image(ContainerImage image, List<Risk> risks) {
    switch (image) {
      case ContainerImage.Host(boolean secrets) when secrets ->
          risks.add(
              new Risk(
                  HIGH,
                  "--expose-host-secrets",
                  "the host's shadow file and keys are in its image",
                  "leave it out; -v for the file that it needs"));
      case ContainerImage.Host _ ->
          risks.add(
              new Risk(
                  LOW,
                  "image host",
                  "it sees which programs and settings the machine has",
                  "an image of its own, for code that nobody knows"));
      case ContainerImage.Stored(var name, _) -> tag(name, risks);
      case ContainerImage.Rootfs _, ContainerImage.Bundle _ -> {
        // Files of whoever made them.
      }
    }
  }

  private static void tag(String name, List<Risk> risks) {
    if (name.contains("@") || name.contains("sha256:")) {
      return;
    }
    var last = name.substring(name.lastIndexOf('/') + 1);
    if (!last.contains(":") || last.endsWith(":latest")) {
      risks.add(
          new Risk(
              LOW,
              "image " + name,
              "what latest means changes: tomorrow it is another program",
              name.replaceFirst(":latest$", "") + "@sha256:…, as jug images --digests has it"));
    }
  }
}
