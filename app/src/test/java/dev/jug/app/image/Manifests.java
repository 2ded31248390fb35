package dev.jug.app.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** Manifests in a registry, as text. */
record Manifests(RealRegistry registry, String repository) {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  String read(String digest) {
    try {
      return Files.readString(registry.blob(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digests that a manifest names: its configuration's and its layers'. */
  List<String> blobs(String digest) {
    return DIGEST.matcher(read(digest)).results().map(found -> found.group()).toList();
  }

  /** Puts a manifest there; gives its digest. */
  String write(String tag, String mediaType, String json) {
    var address =
        URI.create("http://" + registry.name() + "/v2/" + repository + "/manifests/" + tag);
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofString(json))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return Digest.of(json.getBytes(UTF_8)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
