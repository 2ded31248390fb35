package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The referrers API, which a registry may lack. */
public final class FakeReferrers {
  private static final Pattern SUBJECT =
      Pattern.compile("\"subject\":\\{[^}]*\"digest\":\"(sha256:[0-9a-f]{64})\"");
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final Map<String, List<String>> bySubject = new ConcurrentHashMap<>();
  private volatile boolean known = true;

  /** Takes the API away, as in registries of version 1.0 of the specification. */
  public void forget() {
    known = false;
  }

  Reply added(String digest, String type, byte[] manifest) {
    var subject = SUBJECT.matcher(new String(manifest, UTF_8));
    if (!known || !subject.find()) {
      return Reply.of(201);
    }
    bySubject
        .computeIfAbsent(subject.group(1), _ -> new CopyOnWriteArrayList<>())
        .add(
            "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(type, digest, manifest.length));
    return Reply.of(201).with("OCI-Subject", subject.group(1));
  }

  Reply answer(Seen request) {
    if (!known) {
      return Reply.of(404);
    }
    var subject = request.path().substring(request.path().lastIndexOf('/') + 1);
    var list = String.join(",", bySubject.getOrDefault(subject, List.of()));
    return Reply.json(
            200,
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}".formatted(INDEX, list))
        .with("Content-Type", INDEX);
  }
}
