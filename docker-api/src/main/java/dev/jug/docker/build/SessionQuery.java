package dev.jug.docker.build;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a client that speaks BuildKit asks of a build.
 *
 * @param query of {@code POST /build}
 */
record SessionQuery(BuildQuery query) {
  private static final String OF_SESSION = "client-session";
  private static final String UPLOAD = "upload-request:";

  private String word(String name, String usual) {
    return query.words().word(name).filter(text -> !text.isEmpty()).orElse(usual);
  }

  /** What the client calls the build. */
  String id() {
    var id = word("buildid", UUID.randomUUID().toString());
    return isUpload() ? id.substring(UPLOAD.length()) : id;
  }

  /** Whether the request only brings the context of a build that another request asks for. */
  boolean isUpload() {
    return word("buildid", "").startsWith(UPLOAD);
  }

  String session() {
    return word("session", "");
  }

  /** The names of the image, with commas in between. */
  String names() {
    return String.join(",", query.query().all("t"));
  }

  /** The options that BuildKit's front end has for what is asked. */
  Map<String, String> options() {
    var options = new LinkedHashMap<String, String>();
    options.put("filename", query.dockerfile());
    options.put("target", word("target", ""));
    options.put("platform", word("platform", ""));
    options.put("force-network-mode", word("networkmode", ""));
    options.put("shm-size", word("shmsize", "0").equals("0") ? "" : word("shmsize", ""));
    options.put("context", word("remote", "").equals(OF_SESSION) ? "" : word("remote", ""));
    options.put("image-resolve-mode", query.pulls() ? "pull" : "");
    query.map("buildargs").forEach((name, value) -> options.put("build-arg:" + name, value));
    query.map("labels").forEach((name, value) -> options.put("label:" + name, value));
    var hosts = query.query().all("extrahosts").stream().map(host -> host.replaceFirst(":", "="));
    options.put("add-hosts", hosts.collect(Collectors.joining(",")));
    if (query.words().flag("nocache")) {
      options.put("no-cache", "");
    }
    return options;
  }
}
